import { PackageSearch, Pencil, Save, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import type { EntryConflict, EntryRow, EntrySort, PriceListRow } from '#contracts/http/pricing.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { localName } from '#renderer/app/local-name.ts';
import { priceOf, priceText } from '#renderer/app/price-entry.ts';
import { CHOSEN_MAX } from '#renderer/features/products/list-state.ts';
import type { ChangeEnd } from '#renderer/features/products/use-change.ts';
import { LeaveQuestion } from '#renderer/features/saving/leave-question.tsx';
import { SaveEndNotice } from '#renderer/features/saving/save-end-notice.tsx';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { SelectField } from '#renderer/ui/select-field.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { TextField } from '#renderer/ui/text-field.tsx';
import { BulkEntries } from './bulk-entries.tsx';
import { EntryConflicts } from './entry-conflicts.tsx';
import { EntryGrid } from './entry-grid.tsx';
import { digitsOf, isOthers, type ListProps } from './list-parts.ts';
import css from './pricing.module.css';
import { type EntriesSent, sendEntries } from './send-entries.ts';
import { type EntriesQuery, useEntryRows } from './use-entry-rows.ts';

interface EntryBoardProps extends ListProps {
  row: PriceListRow;
  onChanged: () => void;
}

/** A price as typed, beside the row that it was typed over. */
export interface EntryDraft {
  row: EntryRow;
  text: string;
}

const SEARCH_MS = 200;

/** The prices that a list names: found, filtered, sorted, typed over, and many changed at once. */
export function EntryBoard({ row: { list, entries }, onChanged, ...props }: EntryBoardProps) {
  const { categories, leaving, onDirty, onLeave } = props;
  const { t, i18n } = useTranslation();
  const first: EntriesQuery = {
    search: '',
    categoryId: '',
    shown: entries === 0 ? 'all' : 'named',
    sort: 'name',
    descending: false,
  };
  const [query, setQuery] = useState(first);
  const [typed, setTyped] = useState('');
  const [drafts, setDrafts] = useState<ReadonlyMap<string, EntryDraft>>(new Map());
  const [chosen, setChosen] = useState<ReadonlyMap<string, EntryRow>>(new Map());
  const [bulk, setBulk] = useState(false);
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState(0);
  const [conflicts, setConflicts] = useState<readonly EntryConflict[]>([]);
  const [end, setEnd] = useState<ChangeEnd | null>(null);
  const searchField = useRef<HTMLInputElement>(null);
  const rows = useEntryRows(list.listId, query);
  const { total, fault } = useStore(rows.view);
  const digits = digitsOf(props, list.currency);
  const isOver = (list.archived ?? false) || isOthers(props, list);
  const changed = [...drafts.values()].filter(({ row, text }) => text.trim() !== textOf(row.amount, digits));
  const wrong = changed.filter(({ text }) => text.trim() !== '' && priceOf(text, digits) === null);
  const isDirty = changed.length > 0;
  useEffect(() => {
    onDirty(isDirty);
    return () => onDirty(false);
  }, [isDirty, onDirty]);
  useEffect(() => {
    if (typed === query.search) return;
    const timer = setTimeout(() => setQuery({ ...query, search: typed }), SEARCH_MS);
    return () => clearTimeout(timer);
  });
  useKeyLayer('screen', {
    onScan: ({ text }) => {
      setTyped(text.trim());
      setQuery({ ...query, search: text.trim() });
    },
    onKey(event) {
      if (bulk) return false;
      if (event.key === 'F2') searchField.current?.select();
      else if (event.key === 'Escape' && chosen.size > 0) setChosen(new Map());
      else if (event.key === 'Escape' && typed !== '') setTyped('');
      else if (event.key === 'Escape') onLeave();
      else return false;
      return true;
    },
  });

  function type(row: EntryRow, text: string): void {
    const next = new Map(drafts);
    const { row: base } = drafts.get(row.variantId) ?? { row };
    if (text.trim() === textOf(base.amount, digits)) next.delete(row.variantId);
    else if (next.size < CHOSEN_MAX || next.has(row.variantId)) next.set(row.variantId, { row: base, text });
    setDrafts(next);
    setSaved(0);
  }

  async function save(): Promise<void> {
    if (busy || wrong.length > 0 || changed.length === 0) return;
    setBusy(true);
    const asked = changed.map(({ row, text }) => {
      return { variantId: row.variantId, base: row.version, amount: text.trim() === '' ? null : priceOf(text, digits) };
    });
    took(await sendEntries([{ changeId: uuid(), listId: list.listId, entries: asked }]));
    setBusy(false);
  }

  function took(sent: EntriesSent): void {
    setEnd(sent.end);
    setConflicts(sent.conflicts);
    if (sent.versions.size === 0) return;
    setDrafts(new Map([...drafts].filter(([variantId]) => !sent.versions.has(variantId))));
    setSaved(sent.versions.size);
    onChanged();
    void rows.renew();
  }

  /** One's own price on top of theirs, or theirs. */
  function settle({ variantId, now }: EntryConflict, choice: 'mine' | 'theirs'): void {
    const draft = drafts.get(variantId);
    const next = new Map(drafts);
    if (choice === 'theirs' || !draft) next.delete(variantId);
    else
      next.set(variantId, { ...draft, row: { ...draft.row, amount: now?.amount ?? null, version: now?.version ?? 0 } });
    setDrafts(next);
    setConflicts(conflicts.filter((one) => one.variantId !== variantId));
    void rows.renew();
  }

  async function chooseAll(): Promise<void> {
    const last = Math.min(total ?? 0, CHOSEN_MAX) - 1;
    if (!(await rows.show(0, last))) return;
    const all = Array.from({ length: last + 1 }, (_, at) => rows.at(at)).filter((row) => row !== undefined);
    setChosen(new Map(all.map((row) => [row.variantId, row])));
  }

  function choose(row: EntryRow): void {
    const next = new Map(chosen);
    if (!next.delete(row.variantId) && next.size < CHOSEN_MAX) next.set(row.variantId, row);
    setChosen(next);
  }

  if (bulk) {
    return (
      <BulkEntries
        listId={list.listId}
        rows={[...chosen.values()]}
        digits={digits}
        onDone={onChanged}
        onLeave={() => {
          setBulk(false);
          setChosen(new Map());
          void rows.renew();
        }}
      />
    );
  }
  const names = new Map(categories.map(({ category }) => [category.categoryId, localName(category, i18n.language)]));
  return (
    <div className={sheet.list} data-testid="price-list-entries">
      <div className={sheet.tools}>
        <div className={sheet.search}>
          <TextField
            ref={searchField}
            label={t('products.search')}
            placeholder={t('products.searchHint')}
            value={typed}
            onText={setTyped}
            data-testid="entries-search"
          />
        </div>
        <SelectField
          compact
          label={t('products.category')}
          value={query.categoryId}
          options={[
            { value: '', label: t('products.allCategories') },
            ...[...names].map(([value, label]) => ({ value, label })),
          ]}
          onChange={(categoryId) => setQuery({ ...query, categoryId })}
          testId="entries-category"
        />
        <SelectField
          compact
          label={t('pricing.shown')}
          value={query.shown}
          options={(['named', 'all'] as const).map((value) => ({ value, label: t(`pricing.shownEntries.${value}`) }))}
          onChange={(shown) => setQuery({ ...query, shown })}
          testId="entries-shown"
        />
        <Action
          tone="next"
          icon={Save}
          disabled={busy || isOver || changed.length === 0 || wrong.length > 0}
          onClick={() => void save()}
          data-testid="entries-save"
        >
          {t('pricing.savePrices', { count: changed.length })}
        </Action>
      </div>
      {leaving && <LeaveQuestion leaving={leaving} onSave={() => void save()} />}
      {end && <SaveEndNotice end={end} />}
      {saved > 0 && !isDirty && (
        <Notice tone="ok" code="entries-saved" title={t('pricing.pricesSaved', { count: saved })} />
      )}
      <EntryConflicts {...props} conflicts={conflicts} drafts={drafts} digits={digits} onSettle={settle} />
      {fault && (
        <Notice
          {...(fault.offline
            ? { tone: 'warn' as const, title: t('products.offlineShort') }
            : errorWords(t, fault.code))}
        >
          <Action onClick={() => void rows.renew()}>{t('reports.again')}</Action>
        </Notice>
      )}
      {total === null && !fault && <p role="status">{t('shift.loading')}</p>}
      {total === 0 && (
        <Empty
          icon={PackageSearch}
          title={query.search === '' ? t('pricing.noEntries') : t('sell.nothing', { text: query.search })}
          text={t('pricing.noEntriesHint')}
        />
      )}
      {total !== null && total > 0 && (
        <EntryGrid
          key={JSON.stringify(query)}
          rows={rows}
          total={total}
          list={list}
          query={query}
          digits={digits}
          names={names}
          drafts={drafts}
          chosen={chosen}
          isFixed={isOver}
          onSort={(sort: EntrySort) =>
            setQuery({ ...query, sort, descending: query.sort === sort ? !query.descending : false })
          }
          onType={type}
          onChoose={choose}
        />
      )}
      <div className={sheet.foot} data-testid="entries-foot">
        <span className={sheet.grow} role="status">
          {chosen.size > 0
            ? t('products.chosenCount', { count: chosen.size })
            : total !== null && t('products.count', { count: total })}
        </span>
        {chosen.size > 0 ? (
          <>
            <Action icon={Pencil} disabled={isDirty || isOver} onClick={() => setBulk(true)} data-testid="entries-bulk">
              {t('pricing.bulk.open')}
            </Action>
            <Action tone="quiet" icon={X} onClick={() => setChosen(new Map())}>
              {t('products.clearChosen')}
            </Action>
          </>
        ) : (
          total !== null &&
          total > 0 && (
            <Action tone="quiet" onClick={() => void chooseAll()} data-testid="entries-all">
              {t('products.chooseAll', { count: Math.min(total, CHOSEN_MAX) })}
            </Action>
          )
        )}
      </div>
      {wrong.length > 0 && <p className={css.wrong}>{t('products.priceWrong', { digits })}</p>}
    </div>
  );
}

/** A price as it is typed; empty where there is none. */
export function textOf(amount: number | null, digits: number): string {
  return amount === null ? '' : priceText(amount, digits);
}
