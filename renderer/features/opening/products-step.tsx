import { FileUp, Keyboard, Plus, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CategoryListAnswer } from '#contracts/http/catalogue.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { categoryWords, inUsualOrder } from '#renderer/app/category-words.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { useServer } from '#renderer/app/use-server.ts';
import { refusalWords } from '#renderer/features/many/refusal-words.ts';
import { ImportView } from '#renderer/features/products/import-view.tsx';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action, IconAction } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import selectCss from '#renderer/ui/select.module.css';
import { TextField } from '#renderer/ui/text-field.tsx';
import {
  type EntryFault,
  type EntryField,
  emptyEntry,
  entryFaults,
  filledEntries,
  type ProductEntry,
  ROWS_MAX,
} from './first-products.ts';
import css from './opening.module.css';
import { openingStore } from './opening-state.ts';
import { scanRules } from './scan-rules.ts';
import { type MadeProducts, useFirstProducts } from './use-first-products.ts';

interface ProductsStepProps {
  config: RegisterConfig;
  /** Filled with what the way on does. */
  onMade: () => void;
}

const FIELDS = ['name', 'price', 'barcode', 'stock'] as const satisfies readonly EntryField[];

/** The first products: typed into a grid, scanned into it, or from a file. */
export function ProductsStep({ config, onMade }: ProductsStepProps) {
  const { t } = useTranslation();
  const asked = useServer('/catalogue/categories', CategoryListAnswer);
  const [fromFile, setFromFile] = useState(false);
  const [imported, setImported] = useState(false);
  const catalogue = asked.answer?.ok ? asked.answer.value : null;
  return (
    <>
      <div className={css.actions}>
        <Action icon={Keyboard} aria-pressed={!fromFile} onClick={() => setFromFile(false)} data-testid="opening-typed">
          {t('opening.products.typed')}
        </Action>
        <Action icon={FileUp} aria-pressed={fromFile} onClick={() => setFromFile(true)} data-testid="opening-file">
          {t('opening.products.file')}
        </Action>
      </div>
      {asked.answer && !asked.answer.ok && (
        <Notice {...errorWords(t, asked.answer.offline ? 'enrol-server-unreachable' : asked.answer.code)}>
          <Action onClick={asked.again}>{t('opening.again')}</Action>
        </Notice>
      )}
      {fromFile && catalogue && (
        <>
          <ImportView
            catalogue={catalogue}
            mayPrices
            onDone={() => setImported(true)}
            onLeave={() => setFromFile(false)}
          />
          {imported && (
            <div>
              <Action tone="next" size="lg" onClick={onMade} data-testid="opening-imported">
                {t('opening.next')}
              </Action>
            </div>
          )}
        </>
      )}
      {!fromFile && catalogue && <ProductGrid config={config} onMade={onMade} />}
    </>
  );
}

function ProductGrid({ config, onMade }: ProductsStepProps) {
  const { t, i18n } = useTranslation();
  const { play, store: tillStore } = useTill();
  const database = useStore(tillStore);
  const store = openingStore();
  const { products } = useStore(store);
  const categories = inUsualOrder(Object.keys(config.taxRules.rates));
  const usual = categories[0] ?? 'standard';
  const entries = products.length > 0 ? products : [emptyEntry([], usual)];
  const [tried, setTried] = useState(false);
  const [ended, setEnded] = useState<MadeProducts | null>(null);
  const [known, setKnown] = useState<string | null>(null);
  const rows = useRef<HTMLDivElement>(null);
  const rules = scanRules(config);
  const digits = config.store.currency.digits;
  const faults = tried ? entryFaults(entries, { digits, rules }) : [];
  const names = { 'zh-CN': i18n.getFixedT('zh-CN')('opening.products.category') };
  const desk = useFirstProducts({
    ...{ storeId: config.store.storeId, digits, rules, categoryNames: names },
    category: i18n.getFixedT('en')('opening.products.category'),
  });
  const count = filledEntries(entries).length;

  function keep(changed: readonly ProductEntry[]): void {
    setEnded(null);
    setKnown(null);
    store.update((current) => ({ ...current, products: [...changed] }));
  }

  function edit(id: number, change: Partial<ProductEntry>): void {
    keep(entries.map((entry) => (entry.id === id ? { ...entry, ...change } : entry)));
  }

  function add(barcode = ''): void {
    if (entries.length >= ROWS_MAX) return;
    const entry = emptyEntry(entries, entries.at(-1)?.taxCategory ?? usual, barcode);
    keep([...filledEntries(entries), entry]);
    focusLater(entry.id);
  }

  function focusLater(id: number): void {
    requestAnimationFrame(() => rows.current?.querySelector<HTMLInputElement>(`[data-row="${id}"] input`)?.focus());
  }

  async function scanned(text: string): Promise<void> {
    const there = entries.find(({ barcode }) => barcode === text);
    if (there) return focusLater(there.id);
    const card = await database?.byGtin(text.padStart(14, '0'));
    if (card) {
      play('wrong');
      setKnown(card.name);
    } else add(text);
  }

  async function save(): Promise<void> {
    setTried(true);
    if (count === 0 || desk.busy) return;
    if (entryFaults(entries, { digits, rules }).length > 0) return play('wrong');
    const made = await desk.make(entries);
    setEnded(made);
    if (made.end !== 'made') return play('wrong');
    store.update((current) => ({ ...current, products: [] }));
    onMade();
  }

  useKeyLayer('screen', {
    onScan: ({ text }) => void scanned(text),
    onKey(event) {
      if (event.key !== 'F12' || event.repeat) return false;
      void save();
      return true;
    },
  });

  return (
    <>
      <p className={css.lead}>{t('opening.products.lead')}</p>
      {known !== null && (
        <Notice tone="info" code="product-known" title={t('opening.products.known', { name: known })} />
      )}
      <div className={css.grid} ref={rows} data-testid="opening-products-grid">
        <div className={`${css.product} ${css.columns}`} aria-hidden>
          <span>{t('opening.products.name')}</span>
          <span>{t('opening.products.price')}</span>
          <span>{t('opening.products.barcode')}</span>
          <span>{t('opening.products.tax')}</span>
          <span>{t('opening.products.stock')}</span>
        </div>
        {entries.map((entry) => (
          <div key={entry.id} className={css.product} data-row={entry.id} data-testid="opening-product">
            {FIELDS.slice(0, 3).map((field) => cell(entry, field))}
            <select
              className={selectCss.select}
              aria-label={t('opening.products.tax')}
              value={entry.taxCategory}
              onChange={(event) => edit(entry.id, { taxCategory: event.currentTarget.value })}
              data-testid="opening-product-tax"
            >
              {categories.map((category) => (
                <option key={category} value={category}>
                  {categoryWords(t, category)}
                </option>
              ))}
            </select>
            {cell(entry, 'stock')}
            <IconAction
              icon={Trash2}
              label={t('opening.products.remove')}
              onClick={() => keep(entries.filter(({ id }) => id !== entry.id))}
            />
          </div>
        ))}
      </div>
      {ended?.end === 'refused' && (
        <Notice
          tone="warn"
          code="products-refused"
          title={t('opening.products.refused')}
          next={ended.refused.map((row) => `${nameOf(row.line)}: ${refusalWords(t, row)}`).join(' ')}
        />
      )}
      {ended?.end === 'unsent' && <Notice {...errorWords(t, ended.code)} />}
      <div className={css.actions}>
        <Action icon={Plus} onClick={() => add()} data-testid="opening-product-add">
          {t('opening.products.add')}
        </Action>
        <Action
          tone="next"
          size="lg"
          hint="F12"
          disabled={count === 0 || desk.busy}
          onClick={() => void save()}
          data-testid="opening-products-save"
        >
          {t(desk.busy ? 'opening.products.making' : 'opening.products.make', { count })}
        </Action>
      </div>
    </>
  );

  function nameOf(line: number): string {
    return entries.find(({ id }) => id === line)?.name ?? '';
  }

  function cell(entry: ProductEntry, field: EntryField) {
    const fault = faults.find((one: EntryFault) => one.id === entry.id && one.field === field);
    return (
      <div key={field} className={css.cell}>
        <TextField
          label={t(`opening.products.${field}`)}
          placeholder={t(`opening.products.${field}`)}
          value={entry[field]}
          inputMode={field === 'name' ? 'text' : field === 'price' ? 'decimal' : 'numeric'}
          maxLength={field === 'name' ? 120 : 20}
          aria-invalid={fault ? true : undefined}
          onText={(text) => edit(entry.id, { [field]: text })}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
            event.preventDefault();
            if (entry.id === entries.at(-1)?.id) add();
          }}
          data-testid={`opening-product-${field}`}
        />
        {fault && (
          <span className={css.wrong} role="alert">
            {t(`opening.products.why.${fault.why}`)}
          </span>
        )}
      </div>
    );
  }
}
