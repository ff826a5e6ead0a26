/** Reads digits from left to right; once something is missing or wrong, the whole is wrong. */
interface Reader {
  /** The next so many digits; undefined where there are fewer. */
  take(count: number): string | undefined;
  /** Takes a digit if it is this one. */
  next(digit: string): boolean;
  readonly ended: boolean;
}

/**
 * Whether the data are a coupon of AI (8110); `isDate` says whether six digits are a day: North American Coupon Application Guideline Using GS1 DataBar Expanded Symbols
 * (GS1 US), as the check `couponcode` of the GS1 Barcode Syntax Dictionary reads it.
 */
export function isCoupon(data: string, isDate: (yymmdd: string) => boolean): boolean {
  if (!/^\d+$/.test(data)) return false;
  const reader = readerOf(data);
  const offer = prefixed(reader, '0', '6', 6) && reader.take(6) !== undefined && amount(reader) && requirement(reader);
  if (!offer) return false;
  if (reader.next('1') && !(digit(reader, /[0-3]/) && purchaseOf(reader))) return false;
  if (reader.next('2') && !purchaseOf(reader)) return false;
  const ends = reader.next('3') ? reader.take(6) : null;
  if (ends === undefined || (ends !== null && !isDate(ends))) return false;
  const begins = reader.next('4') ? reader.take(6) : null;
  if (begins === undefined || (begins !== null && !isDate(begins))) return false;
  if (begins !== null && ends !== null && begins > ends) return false;
  if (reader.next('5') && !prefixed(reader, '0', '9', 6)) return false;
  if (reader.next('6') && !prefixed(reader, '1', '7', 6)) return false;
  if (reader.next('9') && !(digit(reader, /[01256]/) && digit(reader, /[0-2]/) && flags(reader))) return false;
  return reader.ended;
}

/** Whether the data are a positive offer file's coupon of AI (8112): format, funder, offer, serial number. */
export function isPositiveOffer(data: string): boolean {
  if (!/^\d+$/.test(data)) return false;
  const reader = readerOf(data);
  const offer = digit(reader, /[01]/) && prefixed(reader, '0', '6', 6) && reader.take(6) !== undefined;
  return offer && prefixed(reader, '0', '9', 6) && reader.ended;
}

/** Store coupon flag, any digit; and whether it may be multiplied. */
function flags(reader: Reader): boolean {
  return reader.take(1) !== undefined && digit(reader, /[01]/);
}

/** What must be bought, with the company it must be of; 9 says the same as the first. */
function purchaseOf(reader: Reader): boolean {
  return requirement(reader) && (reader.next('9') || prefixed(reader, '0', '6', 6));
}

/** How much must be bought, its kind and the family of goods. */
function requirement(reader: Reader): boolean {
  return amount(reader) && digit(reader, /[0-49]/) && reader.take(3) !== undefined;
}

/** A number of one to five digits. */
function amount(reader: Reader): boolean {
  return prefixed(reader, '1', '5', 0);
}

/** What a digit says the length of, and so many digits `more`. */
function prefixed(reader: Reader, least: string, most: string, more: number): boolean {
  const length = reader.take(1);
  if (length === undefined || length < least || length > most) return false;
  return reader.take(Number(length) + more) !== undefined;
}

function digit(reader: Reader, allowed: RegExp): boolean {
  return allowed.test(reader.take(1) ?? '');
}

function readerOf(data: string): Reader {
  let at = 0;
  return {
    take(count) {
      if (at + count > data.length) return undefined;
      at += count;
      return data.slice(at - count, at);
    },
    next(wanted) {
      if (data[at] !== wanted) return false;
      at += 1;
      return true;
    },
    get ended() {
      return at === data.length;
    },
  };
}
