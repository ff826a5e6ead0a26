import { ArrowLeft, Check, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import type { EntryRow } from '#contracts/http/pricing.ts';
import { readPercentage } from '#domain/money/percentage.ts';
import { localName } from '#renderer/app/local-name.ts';
import { priceOf } from '#renderer/app/price-entry.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { SaveEndNotice } from '#renderer/features/saving/save-end-notice.tsx';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { SelectField } from '#renderer/ui/select-field.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { TextField } from '#renderer/ui/text-field.tsx';
import { EndingSelect } from './ending-select.tsx';
import { textOf } from './entry-board.tsx';
import { type EntryEdit, entryChanges, type PlannedEntry, planEntries, undoEntries } from './entry-plan.ts';
import css from './pricing.module.css';
import { type EntriesSent, sendEntries } from './send-entries.ts';

interface BulkEntriesProps {
  listId: string;
  rows: readonly EntryRow[];
  digits: number;
  onDone: () => void;
  onLeave: () => void;
}

const HOWS = ['percent', 'set', 'remove'] as const;

/** Many prices of a list changed at once: the rule, every product before and after, and a way back. */
export function BulkEntries({ listId, rows, digits, onDone, onLeave }: BulkEntriesProps) {
  const { t, i18n } = useTranslation();
  const { play } = useTill();
  const [how, setHow] = useState<(typeof HOWS)[number]>('percent');
  const [text, setText] = useState('');
  const [ending, setEnding] = useState('');
  const [busy, setBusy] = useState(false);
  const [sent, setSent] = useState<EntriesSent | null>(null);
  const [done, setDone] = useState<{ plan: readonly PlannedEntry[]; versions: ReadonlyMap<string, number> } | null>(
    null,
  );
  const [undone, setUndone] = useState(false);
  const edit = readEdit(how, text, ending, digits);
  const plan = edit ? planEntries(rows, edit) : [];
  const after = new Map((done?.plan ?? plan).map((one) => [one.row.variantId, one.after]));
  useKeyLayer('screen', {
    onScan: () => play('wrong'),
    onKey(event) {
      if (event.key !== 'Escape' || busy) return false;
      onLeave();
      return true;
    },
  });

  async function apply(): Promise<void> {
    setBusy(true);
    const ended = await sendEntries(entryChanges(plan, listId, uuid));
    setBusy(false);
    setSent(ended);
    if (ended.versions.size === 0) return;
    setDone({ plan: plan.filter(({ row }) => ended.versions.has(row.variantId)), versions: ended.versions });
    onDone();
  }

  async function undo(): Promise<void> {
    if (!done) return;
    setBusy(true);
    const ended = await sendEntries(undoEntries(done.plan, done.versions, listId, uuid));
    setBusy(false);
    setSent(ended);
    setUndone(ended.end === null && ended.conflicts.length === 0);
    onDone();
  }

  return (
    <div className={sheet.form} data-testid="entries-bulk-view">
      <div className={sheet.formHead}>
        <Action tone="quiet" icon={ArrowLeft} disabled={busy} onClick={onLeave} data-testid="entries-bulk-back">
          {t('products.back')}
        </Action>
        <h2 className={sheet.formTitle}>{t('pricing.bulk.title', { count: rows.length })}</h2>
        {!done && (
          <Action
            tone="next"
            icon={Check}
            disabled={busy || plan.length === 0}
            onClick={() => void apply()}
            data-testid="entries-bulk-apply"
          >
            {t('products.bulk.apply', { count: plan.length })}
          </Action>
        )}
      </div>
      {sent?.end && <SaveEndNotice end={sent.end} />}
      {sent && sent.conflicts.length > 0 && (
        <Notice
          tone="warn"
          code="changed-meanwhile"
          title={t('products.changedMeanwhile', { count: sent.conflicts.length })}
          next={t('pricing.bulk.again')}
        />
      )}
      {done && !undone && (
        <Notice tone="ok" code="entries-bulk-done" title={t('pricing.pricesSaved', { count: done.versions.size })}>
          <Action icon={Undo2} disabled={busy} onClick={() => void undo()} data-testid="entries-bulk-undo">
            {t('sell.undo')}
          </Action>
        </Notice>
      )}
      {undone && <Notice tone="ok" code="entries-bulk-undone" title={t('products.bulk.undone')} />}
      <div className={sheet.bulk}>
        {!done && (
          <div className={sheet.section}>
            <SelectField
              label={t('pricing.bulk.how')}
              value={how}
              options={HOWS.map((value) => ({ value, label: t(`pricing.bulk.hows.${value}`) }))}
              onChange={setHow}
              testId="entries-bulk-how"
            />
            {how !== 'remove' && (
              <Field
                label={t(`pricing.bulk.hows.${how}`)}
                wrong={text.trim() !== '' && !edit ? t('products.bulk.wrong') : null}
              >
                <div className={sheet.short}>
                  <TextField
                    label={t(`pricing.bulk.hows.${how}`)}
                    value={text}
                    inputMode="decimal"
                    maxLength={14}
                    onText={setText}
                    data-testid="entries-bulk-value"
                  />
                </div>
              </Field>
            )}
            {how === 'percent' && (
              <Field label={t('pricing.ending')}>
                <EndingSelect value={ending} digits={digits} onChange={setEnding} testId="entries-bulk-ending" />
              </Field>
            )}
          </div>
        )}
        <div className={sheet.preview}>
          <table className={sheet.table} data-testid="entries-bulk-preview">
            <thead>
              <tr>
                <th scope="col">{t('products.name')}</th>
                <th scope="col" data-number>
                  {t('pricing.bookPrice')}
                </th>
                <th scope="col" data-number>
                  {t('pricing.listPrice')}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.variantId} data-testid="entries-bulk-row" data-sku={row.sku}>
                  <th scope="row">
                    {localName(row, i18n.language)} <span className={css.hint}>{row.sku}</span>
                  </th>
                  <td data-number>{textOf(row.price, digits) || '–'}</td>
                  <td data-number className={sheet.change}>
                    {after.has(row.variantId) && !undone ? (
                      <>
                        <del>{textOf(row.amount, digits)}</del>{' '}
                        <ins>{textOf(after.get(row.variantId) ?? null, digits) || t('pricing.noPrice')}</ins>
                      </>
                    ) : (
                      textOf(row.amount, digits) || '–'
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
}

/** What is to be done; null while it does not say so. */
function readEdit(how: (typeof HOWS)[number], text: string, ending: string, digits: number): EntryEdit | null {
  if (how === 'remove') return { how };
  if (how === 'set') {
    const amount = priceOf(text, digits);
    return amount === null ? null : { how, amount };
  }
  const ppm = readPercentage(text);
  if (ppm === null || ppm === 0) return null;
  const [end, step] = ending.split('/').map(Number);
  return { how, ppm, ...(end === undefined || step === undefined ? {} : { ending: { end, step } }) };
}
