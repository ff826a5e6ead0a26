import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import type { Place } from '#contracts/facts/place-facts.ts';
import type { CategoryListAnswer, ProductListRow } from '#contracts/http/catalogue.ts';
import { localName } from '#renderer/app/local-name.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { ManyFrame } from '#renderer/features/many/many-frame.tsx';
import { type Failed, inParts, NO_TALLY } from '#renderer/features/many/send-parts.ts';
import { useManyRun } from '#renderer/features/many/use-many-run.ts';
import { usePlaceName } from '#renderer/features/places/use-place-name.ts';
import { BulkForm } from './bulk-form.tsx';
import { BULK_PART, type BulkRow, bulkChanges, homesOf, isBulkChange, planBulk, undoChanges } from './bulk-rules.ts';
import { NO_BULK, readBulk } from './bulk-texts.ts';
import { type GoodSent, sendGood, takeProductsBack } from './catalogue-task.ts';
import type { ProductsBack } from './import-undo.ts';
import { ProductDifference } from './product-difference.tsx';
import { sendHomes } from './send-homes.ts';

interface BulkViewProps {
  catalogue: CategoryListAnswer;
  rows: readonly ProductListRow[];
  /** Decimals of the register's own currency, in which amounts are typed. */
  digits: number;
  /** Of the register's own store, on whose clocks prices begin. */
  timeZone: string;
  mayPrices: boolean;
  /** Where they may be said to lie. */
  places: readonly Place[];
  onDone: () => void;
  onLeave: () => void;
}

/** Many products changed at once: the rule, every row before and after, and a way back. */
export function BulkView({ catalogue, rows, digits, timeZone, mayPrices, places, onDone, onLeave }: BulkViewProps) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const placeName = usePlaceName();
  // What was read stays as it is while it is saved: the time is that of the last change.
  const [{ texts, now }, setTyped] = useState({ texts: NO_BULK, now: '' });
  const digitsOf = (storeId: string) => catalogue.stores.find((store) => store.storeId === storeId)?.digits ?? digits;
  const { edit, wrong } = readBulk(texts, { digits, timeZone, now }, rows);
  const plan = planBulk(rows, edit, digitsOf);
  const changed = plan.filter(isBulkChange);
  const begins = changed.some(({ prices }) => prices.length > 0) ? (edit.price?.from ?? null) : null;
  const isWrong = Object.values(wrong).includes(true);
  const placeWords = (placeId: string | null): string => (placeId === null ? t('places.nowhere') : placeName(placeId));
  const run = useManyRun<readonly BulkRow[], ProductsBack>({
    sizeOf: (part) => part.length,
    async send(part) {
      const [change] = bulkChanges(part, uuid);
      const said: GoodSent = change ? await sendGood(change, t) : { ok: true, revisions: {}, failed: [] };
      if (!said.ok) return said;
      const isDone = (failed: readonly Failed[], { row }: BulkRow): boolean =>
        !failed.some(({ key }) => key === row.variant.variantId);
      const done = part.filter((one) => isDone(said.failed, one));
      const homes = homesOf(done);
      const unsaid = await sendHomes(homes, t);
      const placed = done.filter((one) => isDone(unsaid, one));
      const back = {
        changes: undoChanges(done, said.revisions, new Date().toISOString(), uuid),
        homes: homesOf(placed).map(({ variantId, base, placeId }) => ({ variantId, base: placeId, placeId: base })),
      };
      return {
        ok: true,
        tally: { ...NO_TALLY, changed: placed.length },
        failed: [...said.failed, ...unsaid],
        back: back.changes.length + back.homes.length > 0 ? [back] : [],
      };
    },
    takeBack: (back) => takeProductsBack(back, t),
  });
  return (
    <ManyFrame
      title={t('products.bulk.title', { count: rows.length })}
      run={run}
      parts={isWrong ? [] : inParts(changed, BULK_PART)}
      count={changed.length}
      rows={plan.map(({ row: { variant }, after, prices, home }) => ({
        key: variant.variantId,
        line: null,
        name: localName(variant, i18n.language),
        hint: variant.sku,
        change: (
          <ProductDifference
            catalogue={catalogue}
            before={variant}
            after={after}
            home={home && { before: placeWords(home.before), after: placeWords(home.after) }}
            prices={prices}
          />
        ),
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
        places={places}
        timeZone={timeZone}
        wrong={wrong}
        onTexts={(next) => setTyped({ texts: next, now: new Date().toISOString() })}
      />
    </ManyFrame>
  );
}
