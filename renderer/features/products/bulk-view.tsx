import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import type { CatalogueChange, CategoryListAnswer, ProductListRow } from '#contracts/http/catalogue.ts';
import { localName } from '#renderer/app/local-name.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { ManyFrame } from '#renderer/features/many/many-frame.tsx';
import { inParts, NO_TALLY } from '#renderer/features/many/send-parts.ts';
import { useManyRun } from '#renderer/features/many/use-many-run.ts';
import { BulkForm } from './bulk-form.tsx';
import { BULK_PART, type BulkRow, bulkChanges, planBulk, undoChanges } from './bulk-rules.ts';
import { NO_BULK, readBulk } from './bulk-texts.ts';
import { sendGood, takeCatalogueBack } from './catalogue-task.ts';
import { ProductDifference } from './product-difference.tsx';

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
  const formats = useFormats();
  const [texts, setTexts] = useState(NO_BULK);
  const digitsOf = (storeId: string) => catalogue.stores.find((store) => store.storeId === storeId)?.digits ?? digits;
  const { edit, wrong } = readBulk(texts, { digits, timeZone }, rows);
  const plan = planBulk(rows, edit, digitsOf);
  const changed = plan.filter(({ isChanged, prices }) => isChanged || prices.length > 0);
  const begins = changed.some(({ prices }) => prices.length > 0) ? (edit.price?.from ?? null) : null;
  const isWrong = Object.values(wrong).includes(true);
  const run = useManyRun<readonly BulkRow[], CatalogueChange>({
    sizeOf: (part) => part.length,
    async send(part) {
      const [change] = bulkChanges(part, uuid);
      if (!change) return { ok: true, tally: NO_TALLY, failed: [], back: [] };
      const said = await sendGood(change, t);
      if (!said.ok) return said;
      const done = part.filter(({ row }) => !said.failed.some(({ key }) => key === row.variant.variantId));
      const back = undoChanges(done, said.revisions, new Date().toISOString(), uuid);
      return { ok: true, tally: { created: 0, changed: done.length, unchanged: 0 }, failed: said.failed, back };
    },
    takeBack: (change) => takeCatalogueBack(change, t),
  });
  return (
    <ManyFrame
      title={t('products.bulk.title', { count: rows.length })}
      run={run}
      parts={isWrong ? [] : inParts(changed, BULK_PART)}
      count={changed.length}
      rows={plan.map(({ row: { variant }, after, prices }) => ({
        key: variant.variantId,
        line: null,
        name: localName(variant, i18n.language),
        hint: variant.sku,
        change: <ProductDifference catalogue={catalogue} before={variant} after={after} prices={prices} />,
      }))}
      doneNext={begins === null ? undefined : t('products.bulk.doneFrom', { when: formats.dateTime(begins) })}
      onChanged={onDone}
      onLeave={onLeave}
      testId="bulk"
    >
      <BulkForm
        catalogue={catalogue}
        rows={rows}
        texts={texts}
        mayPrices={mayPrices}
        timeZone={timeZone}
        wrong={wrong}
        onTexts={setTexts}
      />
    </ManyFrame>
  );
}
