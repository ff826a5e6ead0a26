import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type ChannelGoods,
  LISTINGS_MAX,
  type ListingChange,
  type ListingsRequest,
} from '#contracts/http/channel-goods.ts';
import { readPercentage } from '#domain/money/percentage.ts';
import { instantAt } from '#domain/session/store-minute.ts';
import { priceOf } from '#renderer/app/price-entry.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { Difference } from '#renderer/features/many/difference.tsx';
import { ManyFrame } from '#renderer/features/many/many-frame.tsx';
import { inParts } from '#renderer/features/many/send-parts.ts';
import { useManyRun } from '#renderer/features/many/use-many-run.ts';
import { type PriceTime, PriceWhen } from '#renderer/features/products/price-when.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { SelectField } from '#renderer/ui/select-field.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { TextField } from '#renderer/ui/text-field.tsx';
import type { GoodsFrame } from './goods-frame.ts';
import { type ListingEdit, planListings } from './listing-plan.ts';
import { listingWords } from './listing-words.ts';
import { sendListings, takeListingsBack } from './send-listings.ts';

const STATUSES = ['keep', 'published', 'unpublished', 'unsaid'] as const;
const PRICES = ['keep', 'store', 'set', 'percent'] as const;
const SAFETIES = ['keep', 'set', 'unsaid'] as const;

interface BulkListingsProps extends GoodsFrame {
  rows: readonly ChannelGoods[];
}

/** What a channel offers of the products chosen, for how much and how many are kept back: at once, or from a date on. */
export function BulkListings(props: BulkListingsProps) {
  const { channelId, rows, money, digits, timeZone, locations, nameOf, onChanged, onLeave } = props;
  const { t } = useTranslation();
  const { count } = useFormats();
  const [status, setStatus] = useState<ListingEdit['status']>('keep');
  const [price, setPrice] = useState<(typeof PRICES)[number]>('keep');
  const [typed, setTyped] = useState('');
  const [safety, setSafety] = useState<(typeof SAFETIES)[number]>('keep');
  const [pieces, setPieces] = useState('');
  const [locationId, setLocationId] = useState('');
  const [time, setTime] = useState<PriceTime>({ when: 'now', from: '' });
  const from = time.when === 'later' ? instantAt(time.from, timeZone) : null;
  const isLate = time.when === 'later' && (from === null || Date.parse(from) <= Date.now());
  const priced = readPrice(price, typed, digits);
  const kept = readSafety(safety, pieces);
  const edit: ListingEdit = {
    ...{ status, price: priced ?? { how: 'keep' }, safety: kept ?? { how: 'keep' } },
    locationId: locationId === '' ? null : locationId,
    effectiveAt: from ?? undefined,
  };
  const isGood = priced !== null && kept !== null && !isLate;
  const planned = planListings(rows, edit);
  const changes = isGood ? planned.flatMap(({ change }) => change ?? []) : [];
  const run = useManyRun<ListingChange[], ListingsRequest>({
    sizeOf: (part) => part.length,
    send: (part) => {
      const at = edit.effectiveAt === undefined ? {} : { effectiveAt: edit.effectiveAt };
      return sendListings(channelId, { dryRun: false, changes: part, ...at }, t);
    },
    takeBack: (request) => takeListingsBack(channelId, request, t),
  });
  const words = (listing: ChannelGoods['listing']) => listingWords(listing, { t, money, count, nameOf });
  return (
    <ManyFrame
      title={t('channels.goods.bulkTitle', { count: rows.length })}
      run={run}
      parts={inParts(changes, LISTINGS_MAX)}
      count={changes.length}
      rows={planned.map(({ row, before, after }) => ({
        key: row.variantId,
        line: null,
        name: row.name,
        hint: [row.sku, row.storeAmount === null ? '' : money(row.storeAmount)]
          .filter((text) => text !== '')
          .join(' · '),
        change: <Difference before={words(before)} after={words(after)} />,
      }))}
      doneNext={t('channels.goods.doneNext')}
      onChanged={onChanged}
      onLeave={onLeave}
      testId="listings-bulk"
    >
      <SelectField
        label={t('channels.goods.status')}
        hint={status === 'unsaid' ? t('channels.goods.unsaidHint') : undefined}
        value={status}
        options={STATUSES.map((value) => ({
          value,
          label: value === 'keep' ? t('many.keep') : t(`channels.goods.statuses.${value}`),
        }))}
        onChange={setStatus}
        testId="listings-status"
      />
      <SelectField
        label={t('channels.goods.price')}
        value={price}
        options={PRICES.map((value) => ({
          value,
          label: value === 'keep' ? t('many.keep') : t(`channels.goods.prices.${value}`),
        }))}
        onChange={setPrice}
        testId="listings-price"
      />
      {(price === 'set' || price === 'percent') && (
        <Field
          label={t(`channels.goods.prices.${price}`)}
          wrong={typed.trim() !== '' && priced === null ? t('products.bulk.wrong') : null}
        >
          <div className={sheet.short}>
            <TextField
              label={t(`channels.goods.prices.${price}`)}
              value={typed}
              inputMode="decimal"
              maxLength={14}
              onText={setTyped}
              data-testid="listings-amount"
            />
          </div>
        </Field>
      )}
      <PriceWhen
        time={time}
        timeZone={timeZone}
        label={t('channels.goods.when')}
        hint={t('channels.goods.whenHint')}
        isWrong={isLate && time.from !== ''}
        onTime={setTime}
      />
      <SelectField
        label={t('channels.stock.safetyStock')}
        value={safety}
        options={SAFETIES.map((value) => ({
          value,
          label: value === 'keep' ? t('many.keep') : t(`channels.goods.safeties.${value}`),
        }))}
        onChange={setSafety}
        testId="listings-safety"
      />
      {safety !== 'keep' && (
        <SelectField
          label={t('channels.goods.at')}
          value={locationId}
          options={[
            { value: '', label: t('channels.goods.everywhere') },
            ...locations.map((one) => ({ value: one.locationId, label: one.name })),
          ]}
          onChange={setLocationId}
          testId="listings-location"
        />
      )}
      {safety === 'set' && (
        <Field
          label={t('channels.goods.pieces')}
          wrong={pieces.trim() !== '' && kept === null ? t('products.bulk.wrong') : null}
        >
          <div className={sheet.short}>
            <TextField
              label={t('channels.goods.pieces')}
              value={pieces}
              inputMode="numeric"
              maxLength={9}
              onText={setPieces}
              data-testid="listings-pieces"
            />
          </div>
        </Field>
      )}
    </ManyFrame>
  );
}

/** Null while it is not typed. */
function readPrice(how: (typeof PRICES)[number], text: string, digits: number): ListingEdit['price'] | null {
  if (how === 'keep' || how === 'store') return { how };
  if (how === 'set') {
    const amount = priceOf(text, digits);
    return amount === null ? null : { how, amount };
  }
  const ppm = readPercentage(text);
  return ppm === null || ppm === 0 ? null : { how, ppm };
}

function readSafety(how: (typeof SAFETIES)[number], text: string): ListingEdit['safety'] | null {
  if (how !== 'set') return { how };
  return /^\d{1,9}$/.test(text.trim()) ? { how, quantity: Number(text.trim()) } : null;
}
