import type { ProductListRow } from '#contracts/http/catalogue.ts';
import { PPM } from '#domain/money/money.ts';
import { readPercentage } from '#domain/money/percentage.ts';
import { instantAt } from '#domain/session/store-minute.ts';
import { priceOf } from '#renderer/app/price-entry.ts';
import type { BulkEdit, PriceRule } from './bulk-rules.ts';
import type { PriceTime } from './price-when.tsx';

/** A bulk edit as typed; empty keeps what is there. */
export interface BulkTexts extends PriceTime {
  categoryId: string;
  taxCategory: string;
  how: 'keep' | 'percent' | 'amount' | 'set';
  price: string;
  ending: string;
  /** Empty: all stores. */
  storeId: string;
  age: string;
  archived: 'keep' | 'yes' | 'no';
  /** `none`, or the variant whose pictures all get. */
  pictures: string;
  /** A place of the register's own store, or `none`. */
  place: string;
}

export const NO_BULK: BulkTexts = {
  categoryId: '',
  taxCategory: '',
  how: 'keep',
  price: '',
  ending: '',
  storeId: '',
  when: 'now',
  from: '',
  age: '',
  archived: 'keep',
  pictures: '',
  place: '',
};

export interface BulkWrong {
  price: boolean;
  ending: boolean;
  from: boolean;
  age: boolean;
}

export interface BulkRead {
  edit: BulkEdit;
  /** What was typed and makes no sense. */
  wrong: BulkWrong;
}

/** Whose currency amounts are typed in, with so many decimals, on whose clocks a time is, and what time it is now (ISO 8601). */
export interface BulkPlace {
  digits: number;
  timeZone: string;
  now: string;
}

/** What a bulk edit of some products as typed means. */
export function readBulk(
  texts: BulkTexts,
  { digits, timeZone, now }: BulkPlace,
  rows: readonly ProductListRow[],
): BulkRead {
  const source = rows.find(({ variant }) => variant.variantId === texts.pictures)?.variant.pictures;
  const how = howOf(texts, digits);
  const ending = endingOf(texts.ending, digits);
  const isLater = texts.how !== 'keep' && texts.when === 'later';
  const from = isLater ? instantAt(texts.from, timeZone) : null;
  const age = texts.age.trim();
  const wrong = {
    price: texts.price.trim() !== '' && how === null,
    ending: ending === undefined,
    from: isLater && (from === null || Date.parse(from) <= Date.parse(now)),
    age: age !== '' && !/^\d{1,2}$/.test(age),
  };
  const price: PriceRule | null =
    how === null || ending === undefined || wrong.from
      ? null
      : {
          how,
          ending: texts.how === 'set' ? null : ending,
          storeId: texts.storeId === '' ? null : texts.storeId,
          from,
        };
  return {
    edit: {
      ...(texts.categoryId === '' ? {} : { categoryId: texts.categoryId }),
      ...(texts.taxCategory === '' ? {} : { taxCategory: texts.taxCategory }),
      ...(age === '' || wrong.age ? {} : { minimumAge: Number(age) }),
      ...(texts.archived === 'keep' ? {} : { archived: texts.archived === 'yes' }),
      ...(texts.pictures === 'none' || source ? { pictures: source ?? [] } : {}),
      ...(price ? { price } : {}),
      ...(texts.place === '' ? {} : { placeId: texts.place === 'none' ? null : texts.place }),
    },
    wrong,
  };
}

function howOf({ how, price }: BulkTexts, digits: number): PriceRule['how'] | null {
  const [, sign = '', rest = ''] = /^\s*([-+−]?)\s*(.*?)\s*%?\s*$/.exec(price) ?? [];
  const factor = sign === '' || sign === '+' ? 1 : -1;
  if (how === 'keep') return null;
  if (how === 'percent') {
    // What is put on has no end; no more than all can come off.
    const ppm = readPercentage(rest, factor < 0 ? PPM : Number.MAX_SAFE_INTEGER);
    return ppm === null ? null : { by: 'percent', ppm: factor * ppm };
  }
  const minor = priceOf(rest, digits);
  if (minor === null) return null;
  if (how === 'set') return factor < 0 ? null : { by: 'set', minor };
  return { by: 'amount', minor: factor * minor };
}

/** `.99`, `0,99` or `99` of a currency with two decimals is 99; null for none, undefined where it makes no sense. */
function endingOf(text: string, digits: number): number | null | undefined {
  const plain = text.trim().replace(',', '.').replace(/^0?\./, '');
  if (plain === '') return null;
  return /^\d+$/.test(plain) && plain.length === digits ? Number(plain) : undefined;
}
