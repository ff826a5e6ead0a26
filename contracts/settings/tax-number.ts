import type { Validator } from 'stdnum';

/** `odd`: it does not fit the country's published form or its check digits. `unknown`: there is none to check it by. */
export type TaxNumberSight = 'ok' | 'odd' | 'unknown';

/** Which numbers of a country a shop may name on its receipts, as the library calls them; of several one must fit. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  AT: ['uid'],
  BE: ['vat'],
  BG: ['vat'],
  HR: ['oib'],
  CY: ['vat'],
  CZ: ['dic'],
  DE: ['vat', 'stnr'],
  DK: ['cvr'],
  EE: ['kmkr'],
  ES: ['nif'],
  FI: ['alv'],
  FR: ['tva', 'siret', 'siren'],
  GR: ['vat'],
  HU: ['anum'],
  IE: ['vat'],
  IT: ['iva'],
  LV: ['pvn'],
  LT: ['pvm'],
  LU: ['tva'],
  MT: ['vat'],
  NL: ['btw'],
  PL: ['nip'],
  PT: ['nif'],
  RO: ['cf', 'cui'],
  SK: ['dph'],
  SI: ['ddv'],
  SE: ['vat', 'orgnr'],
  GB: ['vat'],
  CH: ['vat', 'uid'],
  NO: ['mva', 'orgnr'],
  CA: ['gst', 'bn'],
  AU: ['abn'],
  NZ: ['ird'],
  TW: ['ubn'],
  JP: ['cn'],
  KR: ['brn'],
  SG: ['uen'],
  IN: ['gstin'],
  BR: ['cnpj'],
  MX: ['rfc'],
  ZA: ['vat'],
};

/** Whether a tax number can be one of its country. Says nothing about whether it was ever given out. */
export async function taxNumberSight(country: string, text: string): Promise<TaxNumberSight> {
  const number = text.trim().toUpperCase();
  if (number === '') return 'unknown';
  if (country === 'CN') return isCreditCode(number) ? 'ok' : 'odd';
  /** Federal Tax Authority: 15 digits. */
  if (country === 'AE') return /^\d{15}$/.test(number) ? 'ok' : 'odd';
  const kinds = Object.hasOwn(KINDS, country) ? (KINDS[country] ?? []) : [];
  if (kinds.length === 0) return 'unknown';
  const { stdnum } = await import('stdnum');
  const known: (Validator | undefined)[] = kinds.map((kind) => stdnum[country]?.[kind]);
  /** With and without the letters that stand before it in public: `RO`, in Japan `T`. */
  const written = [number, number.replace(country === 'JP' ? /^T/ : new RegExp(`^${country}`), '')];
  return known.some((validator) => written.some((one) => validator?.validate(one).isValid)) ? 'ok' : 'odd';
}

/** No I, O, S, V, Z. */
const CREDIT_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** GB 32100-2015, 5.2: 18 characters, the last one by weights that are powers of 3, modulo 31. */
function isCreditCode(text: string): boolean {
  const values = [...text].map((character) => CREDIT_ALPHABET.indexOf(character));
  if (values.length !== 18 || values.includes(-1)) return false;
  let weight = 1;
  let sum = 0;
  for (const value of values.slice(0, -1)) {
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return values.at(-1) === (31 - (sum % 31)) % 31;
}
