import { ArrowLeft, Check, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import type { CategoryListAnswer, ProductListRow } from '#contracts/http/catalogue.ts';
import { localName } from '#renderer/app/local-name.ts';
import { useFormats, useTill } from '#renderer/app/till-context.tsx';
import { differences } from '#renderer/features/saving/fields.ts';
import { SaveEndNotice } from '#renderer/features/saving/save-end-notice.tsx';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import css from '#renderer/ui/sheet.module.css';
import { BulkForm } from './bulk-form.tsx';
import { type BulkPrice, bulkChanges, keysOf, planBulk, undoChanges } from './bulk-rules.ts';
import { NO_BULK, readBulk } from './bulk-texts.ts';
import { FieldValue } from './field-value.tsx';
import { fieldWords } from './field-words.ts';
import { type ChangeEnd, sendChange } from './use-change.ts';
import { useStoreMoney } from './use-store-money.ts';
import { fieldsOf } from './variant-fields.ts';

interface BulkViewProps {
  catalogue: CategoryListAnswer;
  rows: readonly ProductListRow[];
  /** Decimals of the register's own currency, in which amounts are typed. */
  digits: number;
  /** Of the register's own store, on whose clocks prices begin. */
  timeZone: string;
  mayPrices: boolean;
  onDone: () => void;
  onLeave: () => void;
}

/** Many products changed at once: the rule, every row before and after, and a way back. */
export function BulkView({ catalogue, rows, digits, timeZone, mayPrices, onDone, onLeave }: BulkViewProps) {
  const { t, i18n } = useTranslation();
  const { play } = useTill();
  const formats = useFormats();
  const [texts, setTexts] = useState(NO_BULK);
  const [busy, setBusy] = useState(false);
  const [end, setEnd] = useState<ChangeEnd | null>(null);
  const [state, setState] = useState<'open' | 'done' | 'undone'>('open');
  const [revisions, setRevisions] = useState<Readonly<Record<string, number>>>({});
  const money = useStoreMoney(catalogue.stores);
  const words = fieldWords(t, i18n.language, catalogue.categories);
  const digitsOf = (storeId: string) => catalogue.stores.find((store) => store.storeId === storeId)?.digits ?? digits;
  const { edit, wrong } = readBulk(texts, { digits, timeZone }, rows);
  const plan = planBulk(rows, edit, digitsOf);
  const changed = plan.filter(({ isChanged, prices }) => isChanged || prices.length > 0);
  const begins = changed.some(({ prices }) => prices.length > 0) ? (edit.price?.from ?? null) : null;
  const isWrong = Object.values(wrong).includes(true);

  useKeyLayer('screen', {
    onScan: () => play('wrong'),
    onKey(event) {
      if (event.key !== 'Escape' || busy) return false;
      onLeave();
      return true;
    },
  });

  async function run(how: 'do' | 'undo'): Promise<void> {
    setBusy(true);
    const now = new Date().toISOString();
    const changes = how === 'do' ? bulkChanges(changed, uuid) : undoChanges(changed, revisions, now, uuid);
    // What stands to be undone: what was done, less what was undone.
    const standing: Record<string, number> = { ...revisions };
    let sent = 0;
    let last: ChangeEnd = { end: 'done', revisions: {} };
    for (const change of changes) {
      last = await sendChange(change);
      if (last.end !== 'done') break;
      sent++;
      if (how === 'do') Object.assign(standing, last.revisions);
      else for (const key of keysOf(change)) delete standing[key];
    }
    setBusy(false);
    setEnd(last);
    setRevisions(standing);
    if (sent > 0) onDone();
    if (how === 'do' && sent > 0) setState('done');
    else if (how === 'undo' && last.end === 'done') setState('undone');
  }

  return (
    <div className={css.form} data-testid="bulk">
      <div className={css.formHead}>
        <Action tone="quiet" icon={ArrowLeft} disabled={busy} onClick={onLeave} data-testid="bulk-back">
          {t('products.back')}
        </Action>
        <h2 className={css.formTitle}>{t('products.bulk.title', { count: rows.length })}</h2>
        {state === 'open' && (
          <Action
            tone="next"
            icon={Check}
            disabled={busy || isWrong || changed.length === 0}
            onClick={() => void run('do')}
            data-testid="bulk-apply"
          >
            {t('products.bulk.apply', { count: changed.length })}
          </Action>
        )}
      </div>
      {end && end.end !== 'done' && <SaveEndNotice end={end} />}
      {state === 'done' && (
        <Notice
          tone="ok"
          code="bulk-done"
          title={t('products.bulk.done', { count: doneCount(revisions) })}
          next={begins === null ? undefined : t('products.bulk.doneFrom', { when: formats.dateTime(begins) })}
        >
          <Action icon={Undo2} disabled={busy} onClick={() => void run('undo')} data-testid="bulk-undo">
            {t('sell.undo')}
          </Action>
        </Notice>
      )}
      {state === 'undone' && <Notice tone="ok" code="bulk-undone" title={t('products.bulk.undone')} />}
      <div className={css.bulk}>
        {state === 'open' && (
          <BulkForm
            catalogue={catalogue}
            rows={rows}
            texts={texts}
            mayPrices={mayPrices}
            timeZone={timeZone}
            wrong={wrong}
            onTexts={setTexts}
          />
        )}
        <div className={css.preview}>
          <table className={css.table} data-testid="bulk-preview">
            <thead>
              <tr>
                <th scope="col">{t('products.name')}</th>
                <th scope="col">{t('products.bulk.change')}</th>
              </tr>
            </thead>
            <tbody>
              {plan.map(({ row, after, prices }) => (
                <tr key={row.variant.variantId} data-testid="bulk-row" data-sku={row.variant.sku}>
                  <th scope="row">
                    {localName(row.variant, i18n.language)}
                    <span className={css.hint}> {row.variant.sku}</span>
                  </th>
                  <td>
                    {differences(fieldsOf(row.variant), fieldsOf(after)).map(({ field, before, after: next }) => (
                      <div key={field} className={css.change}>
                        {words.field(field)}:{' '}
                        <del>
                          <FieldValue words={words} field={field} value={before} />
                        </del>{' '}
                        <ins>
                          <FieldValue words={words} field={field} value={next} />
                        </ins>
                      </div>
                    ))}
                    {prices.map((price) => (
                      <div
                        key={price.storeId}
                        className={css.change}
                        data-testid="bulk-price-row"
                        data-store={price.storeId}
                      >
                        {storeName(price.storeId)}: <del>{money(price.storeId, price.before)}</del>{' '}
                        <ins>{priceWords(price)}</ins>
                      </div>
                    ))}
                    {!changed.some((one) => one.row === row) && (
                      <span className={css.hint}>{t('products.bulk.same')}</span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </div>
  );

  function priceWords({ storeId, after, from }: BulkPrice): string {
    const price = money(storeId, after);
    return from === null ? price : t('products.plannedPrice', { price, when: formats.dateTime(from) });
  }

  function storeName(storeId: string): string {
    return catalogue.stores.find((store) => store.storeId === storeId)?.name ?? storeId;
  }
}

/** Products, not entities: a price of each store is one of its own. */
function doneCount(revisions: Readonly<Record<string, number>>): number {
  return new Set(Object.keys(revisions).map((key) => key.split('/').at(-1))).size;
}
