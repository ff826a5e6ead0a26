import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import type { EntryRow, PriceListChange } from '#contracts/http/pricing.ts';
import { readPercentage } from '#domain/money/percentage.ts';
import { localName } from '#renderer/app/local-name.ts';
import { priceOf } from '#renderer/app/price-entry.ts';
import { ManyFrame } from '#renderer/features/many/many-frame.tsx';
import { inParts, NO_TALLY } from '#renderer/features/many/send-parts.ts';
import { useManyRun } from '#renderer/features/many/use-many-run.ts';
import { Field } from '#renderer/ui/field.tsx';
import { SelectField } from '#renderer/ui/select-field.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { TextField } from '#renderer/ui/text-field.tsx';
import { EndingSelect } from './ending-select.tsx';
import { textOf } from './entry-board.tsx';
import { EntryDifference } from './entry-difference.tsx';
import {
  ENTRY_PART,
  type EntryEdit,
  entryChanges,
  type PlannedEntry,
  planEntries,
  staysOf,
  undoEntries,
} from './entry-plan.ts';
import { sendGoodEntries, takeEntriesBack } from './send-entries.ts';

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
  const [how, setHow] = useState<(typeof HOWS)[number]>('percent');
  const [text, setText] = useState('');
  const [ending, setEnding] = useState('');
  const edit = readEdit(how, text, ending, digits);
  const plan = edit ? planEntries(rows, edit) : [];
  const after = new Map(plan.map((one) => [one.row.variantId, one.after]));
  const staysWords = (row: EntryRow): string => {
    const why = staysOf(row, edit);
    return why === null ? '' : t(`pricing.bulk.stays.${why}`);
  };
  const run = useManyRun<readonly PlannedEntry[], PriceListChange>({
    sizeOf: (part) => part.length,
    async send(part) {
      const [change] = entryChanges(part, listId, uuid);
      if (!change) return { ok: true, tally: NO_TALLY, failed: [], back: [] };
      const said = await sendGoodEntries(change, t);
      if (!said.ok) return said;
      const back = undoEntries(part, said.versions, listId, uuid);
      const tally = { created: 0, changed: said.versions.size, unchanged: 0 };
      return { ok: true, tally, failed: said.failed, back };
    },
    takeBack: (change) => takeEntriesBack(change, t),
  });
  return (
    <ManyFrame
      title={t('pricing.bulk.title', { count: rows.length })}
      run={run}
      parts={inParts(plan, ENTRY_PART)}
      count={plan.length}
      rows={rows.map((row) => ({
        key: row.variantId,
        line: null,
        name: localName(row, i18n.language),
        hint: [row.sku, textOf(row.price, digits), staysWords(row)].filter((text) => text !== '').join(' · '),
        change: (
          <EntryDifference
            before={row.amount}
            after={after.has(row.variantId) ? (after.get(row.variantId) ?? null) : row.amount}
            digits={digits}
          />
        ),
      }))}
      onChanged={onDone}
      onLeave={onLeave}
      testId="entries-bulk"
    >
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
    </ManyFrame>
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
