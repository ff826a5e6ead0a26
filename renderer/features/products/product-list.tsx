import { CloudOff, PackagePlus, PackageSearch, Pencil, RotateCw, Tag, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CategoryListAnswer, ProductListRow, ProductSort } from '#contracts/http/catalogue.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { type ExternalStore, useStore } from '#renderer/app/external-store.ts';
import { localName } from '#renderer/app/local-name.ts';
import { operatorName } from '#renderer/app/names.ts';
import { isTextField } from '#renderer/keys/key-layers.ts';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { SelectField } from '#renderer/ui/select-field.tsx';
import css from '#renderer/ui/sheet.module.css';
import { TextField } from '#renderer/ui/text-field.tsx';
import { CHOSEN_MAX, type ListState, toggled, withAll } from './list-state.ts';
import { ProductGrid } from './product-grid.tsx';
import type { ListQuery } from './product-rows.ts';
import { useProductRows } from './use-product-rows.ts';
import { useStoreMoney } from './use-store-money.ts';

interface ProductListProps {
  config: RegisterConfig;
  catalogue: CategoryListAnswer;
  state: ExternalStore<ListState>;
  onNew: () => void;
  onOpen: (variantId: string) => void;
  onBulk: () => void;
  onLabels: ((variantIds: string[]) => void) | null;
  onLeave: () => void;
}

const STATUSES = ['active', 'archived', 'all'] as const;
const SEARCH_MS = 200;
/** Rows that a page key moves by. */
const PAGE = 10;

/** All products: found, filtered, sorted, opened, and many chosen to be changed at once. */
export function ProductList({ config, catalogue, state, onNew, onOpen, onBulk, onLabels, onLeave }: ProductListProps) {
  const { t, i18n } = useTranslation();
  const { query, active, anchor, chosen } = useStore(state);
  const [typed, setTyped] = useState(query.search);
  const searchField = useRef<HTMLInputElement>(null);
  const rows = useProductRows(query);
  const { total, fault } = useStore(rows.view);
  const money = useStoreMoney(catalogue.stores);
  useEffect(() => searchField.current?.focus(), []);
  useEffect(() => {
    if (typed === state.get().query.search) return;
    const timer = setTimeout(() => ask({ search: typed }), SEARCH_MS);
    return () => clearTimeout(timer);
  });

  function ask(change: Partial<ListQuery>): void {
    state.update((current) => ({ ...current, query: { ...current.query, ...change }, active: 0, anchor: 0 }));
  }

  function sort(by: ProductSort): void {
    ask({ sort: by, descending: query.sort === by ? !query.descending : by === 'changed' });
  }

  async function choose(index: number, range: boolean): Promise<void> {
    const row = rows.at(index);
    if (!row) return;
    if (!range) {
      state.update((current) => ({ ...current, active: index, anchor: index, chosen: toggled(current.chosen, row) }));
      return;
    }
    const [first, last] = [Math.min(anchor, index), Math.min(Math.max(anchor, index), anchor + CHOSEN_MAX)];
    state.update((current) => ({ ...current, active: index }));
    if (await rows.show(first, last)) {
      state.update((current) => ({ ...current, chosen: withAll(current.chosen, between(first, last)) }));
    }
  }

  function between(first: number, last: number): ProductListRow[] {
    return Array.from({ length: last - first + 1 }, (_, at) => rows.at(first + at)).filter((row) => row !== undefined);
  }

  function open(index: number): void {
    const row = rows.at(index);
    if (!row) return;
    state.update((current) => ({ ...current, active: index, anchor: index }));
    onOpen(row.variant.variantId);
  }

  function move(to: number, range: boolean): void {
    const index = Math.min(Math.max(to, 0), (total ?? 1) - 1);
    if (range) void choose(index, true);
    else state.update((current) => ({ ...current, active: index, anchor: index }));
  }

  useKeyLayer('screen', {
    onScan: ({ text }) => {
      setTyped(text.trim());
      ask({ search: text.trim() });
    },
    onKey(event) {
      const typing = isTextField(document.activeElement);
      const by = STEPS[event.key];
      if (event.key === 'F2') searchField.current?.select();
      else if (by !== undefined && (!typing || !/Home|End/.test(event.key))) move(active + by, event.shiftKey);
      else if (event.key === 'Enter' && !event.repeat) {
        // What was typed last is not what is listed yet.
        if (typed === query.search) open(active);
        else ask({ search: typed });
      } else if (event.key === ' ' && !typing) void choose(active, event.shiftKey);
      else if (event.key === 'Escape') {
        if (chosen.size > 0) clear();
        else if (typed !== '') setTyped('');
        else onLeave();
      } else return false;
      return true;
    },
  });

  function clear(): void {
    state.update((current) => ({ ...current, chosen: new Map() }));
  }

  const names = new Map(
    catalogue.categories.map(({ category }) => [category.categoryId, localName(category, i18n.language)]),
  );
  const options = catalogue.categories.map(({ category, variants }) => ({
    value: category.categoryId,
    label: t('labels.categoryCount', { name: localName(category, i18n.language), count: variants }),
  }));
  return (
    <div className={css.list} data-testid="products-list">
      <div className={css.tools}>
        <div className={css.search}>
          <TextField
            ref={searchField}
            label={t('products.search')}
            placeholder={t('products.searchHint')}
            value={typed}
            onText={setTyped}
            data-testid="products-search"
          />
        </div>
        <SelectField
          compact
          label={t('products.category')}
          value={query.categoryId}
          options={[{ value: '', label: t('products.allCategories') }, ...options]}
          onChange={(categoryId) => ask({ categoryId })}
          testId="products-category"
        />
        <SelectField
          compact
          label={t('products.status')}
          value={query.status}
          options={STATUSES.map((value) => ({ value, label: t(`products.statuses.${value}`) }))}
          onChange={(status) => ask({ status })}
          testId="products-status"
        />
        <Action tone="next" icon={PackagePlus} onClick={onNew} data-testid="product-new">
          {t('products.new')}
        </Action>
      </div>
      {fault && !fault.offline && (
        <Notice {...errorWords(t, fault.code)}>
          <Action icon={RotateCw} onClick={() => void rows.show(0, 0)}>
            {t('reports.again')}
          </Action>
        </Notice>
      )}
      {fault?.offline && total !== null && <Notice tone="warn" code="offline" title={t('products.offlineShort')} />}
      {total === null && !fault && (
        <p role="status" className={css.hint}>
          {t('shift.loading')}
        </p>
      )}
      {total === null && fault?.offline && (
        <Empty icon={CloudOff} title={t('reports.offline')} text={t('products.offline')}>
          <Action icon={RotateCw} onClick={() => void rows.show(0, 0)}>
            {t('reports.again')}
          </Action>
        </Empty>
      )}
      {total === 0 && (
        <Empty
          icon={PackageSearch}
          title={query.search === '' ? t('products.none') : t('sell.nothing', { text: query.search })}
          text={t('products.noneHint')}
        />
      )}
      {total !== null && total > 0 && (
        <ProductGrid
          key={JSON.stringify(query)}
          rows={rows}
          total={total}
          query={query}
          stores={catalogue.stores}
          money={money}
          who={(operatorId) => operatorName(config, operatorId)}
          categoryName={(row) => names.get(row.variant.categoryId) ?? row.categoryName}
          active={active}
          chosen={chosen}
          onSort={sort}
          onOpen={open}
          onChoose={(index, range) => void choose(index, range)}
        />
      )}
      <div className={css.foot} data-testid="products-foot">
        <span className={css.grow} role="status">
          {chosen.size > 0
            ? t('products.chosenCount', { count: chosen.size })
            : total !== null && t('products.count', { count: total })}
        </span>
        {chosen.size > 0 ? (
          <>
            <Action icon={Pencil} onClick={onBulk} data-testid="products-bulk">
              {t('products.bulk.open')}
            </Action>
            {onLabels && (
              <Action icon={Tag} onClick={() => onLabels([...chosen.keys()])} data-testid="products-labels">
                {t('more.showLabels')}
              </Action>
            )}
            <Action tone="quiet" icon={X} onClick={clear} data-testid="products-clear">
              {t('products.clearChosen')}
            </Action>
          </>
        ) : (
          total !== null &&
          total > 0 && (
            <Action tone="quiet" onClick={() => void chooseAll()} data-testid="products-all">
              {t('products.chooseAll', { count: Math.min(total, CHOSEN_MAX) })}
            </Action>
          )
        )}
      </div>
    </div>
  );

  async function chooseAll(): Promise<void> {
    const last = Math.min(total ?? 0, CHOSEN_MAX) - 1;
    if (!(await rows.show(0, last))) return;
    state.update((current) => ({ ...current, chosen: withAll(current.chosen, between(0, last)) }));
  }
}

const STEPS: Readonly<Record<string, number | undefined>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: PAGE,
  PageUp: -PAGE,
  Home: Number.MIN_SAFE_INTEGER,
  End: Number.MAX_SAFE_INTEGER,
};
