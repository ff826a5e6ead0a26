import Type, { type Static } from 'typebox';
import type { FirstShop } from '#contracts/http/setup.ts';
import { currencyDigits } from '#contracts/settings/money-faults.ts';
import { storePolicy } from '#contracts/views/store-policy.ts';
import type { TaxSet } from '#domain/country/country-preset.ts';
import { denominationsOf } from '#domain/country/denominations.ts';
import { presetOf, ratesOfScheme } from '#domain/country/presets.ts';
import { storeIdOf } from '#domain/country/store-id.ts';
import { PPM } from '#domain/money/money.ts';
import { readPercentage, writePercentage } from '#domain/money/percentage.ts';
import { cashRoundingOf } from '#domain/tender/cash-rounding.ts';
import { DEFAULT_TENDERS, type Tender } from '#domain/tender/tender.ts';

const strict = { additionalProperties: false };
const Typed = Type.String({ maxLength: 2000 });

/** A tax category and the taxes it bears, each percentage as typed. */
const DraftRate = Type.Object(
  { category: Typed, parts: Type.Array(Type.Object({ code: Typed, name: Typed, percent: Typed }, strict)) },
  strict,
);

/** What whoever opens a shop has entered so far; nothing secret. */
export const ShopDraft = Type.Object(
  {
    country: Typed,
    schemeId: Type.Union([Typed, Type.Null()]),
    language: Typed,
    name: Typed,
    legalName: Typed,
    /** A line of it a line of the text. */
    address: Typed,
    taxNumber: Typed,
    /** Whether the shop charges tax at all. */
    taxed: Type.Boolean(),
    pricesIncludeTax: Type.Boolean(),
    rounding: Type.Union([Type.Literal('line'), Type.Literal('rate'), Type.Literal('receipt')]),
    rates: Type.Array(DraftRate),
    currency: Typed,
    cashRounding: Type.Integer({ minimum: 1 }),
    timeZone: Typed,
    dayStartsAt: Typed,
    cards: Type.Boolean(),
    ownerName: Typed,
    registerName: Typed,
  },
  strict,
);
export type ShopDraft = Static<typeof ShopDraft>;
export type DraftRate = Static<typeof DraftRate>;

/** Words that a new shop's settings need, in its language. */
export interface ShopWords {
  card: string;
  cardNames: Record<string, string>;
}

/** Most lines of an address on a receipt. */
const ADDRESS_MAX = 6;
const DISCOUNT_REASONS = ['damaged', 'staff', 'price-match', 'goodwill', 'end-of-line'];

/** An empty draft in a country, or in the first of the presets where it has none. */
export function newDraft(country: string, language: string): ShopDraft {
  const empty: ShopDraft = {
    country: '',
    schemeId: null,
    language,
    name: '',
    legalName: '',
    address: '',
    taxNumber: '',
    taxed: true,
    pricesIncludeTax: true,
    rounding: 'rate',
    rates: [],
    currency: 'EUR',
    cashRounding: 1,
    timeZone: 'UTC',
    dayStartsAt: '04:00',
    cards: true,
    ownerName: '',
    registerName: '',
  };
  return withCountry(empty, country, language);
}

/** The same shop in another country: all that follows from the country begins anew, names stay. */
export function withCountry(draft: ShopDraft, country: string, language: string): ShopDraft {
  const preset = presetOf(country);
  if (!preset) return { ...draft, country };
  const { tax, currency, languages, timeZone } = preset;
  const spoken = languages.find((tag) => tag.split('-')[0] === language.split('-')[0]) ?? languages[0];
  const schemeId = tax.schemes?.[0]?.schemeId ?? null;
  return {
    ...draft,
    country,
    schemeId,
    language: spoken ?? language,
    taxed: tax.model !== 'none',
    pricesIncludeTax: tax.pricesIncludeTax,
    rounding: tax.rounding,
    rates: draftRates(ratesOfScheme(preset, schemeId)),
    currency: currency.code,
    cashRounding: cashRoundingOf(country, currency.code).step,
    timeZone,
  };
}

export function withScheme(draft: ShopDraft, schemeId: string): ShopDraft {
  const preset = presetOf(draft.country);
  return preset ? { ...draft, schemeId, rates: draftRates(ratesOfScheme(preset, schemeId)) } : draft;
}

export function withCurrency(draft: ShopDraft, currency: string): ShopDraft {
  return { ...draft, currency, cashRounding: cashRoundingOf(draft.country, currency).step };
}

/**
 * The shop that a draft comes to; what cannot be read of it becomes what the rules refuse (`shopFaults`). `pin` is the owner's.
 * Rounds halves and suggests a float as its country does.
 */
export function shopOf(draft: ShopDraft, pin: string, words: ShopWords): FirstShop {
  const digits = currencyDigits(draft.currency) ?? 2;
  const denominations = denominationsOf(draft.currency, draft.cashRounding);
  const storeId = storeIdOf(draft.name);
  const preset = presetOf(draft.country);
  const store: FirstShop['store'] = {
    storeId,
    locationId: storeId,
    name: draft.name.trim(),
    ...legalNameOf(draft),
    address: addressOf(draft),
    taxNumber: draft.taxNumber.trim(),
    currency: { code: draft.currency, digits },
    language: draft.language,
    timeZone: draft.timeZone,
    dayStartsAt: draft.dayStartsAt,
    cashRounding: draft.cashRounding,
    cashRoundingHalves: cashRoundingOf(draft.country, draft.currency).halves,
    denominations,
    receiptFooter: [],
    discountReasons: DISCOUNT_REASONS,
    demo: false,
    tenders: tendersOf(draft, words),
  };
  const { session, receipts } = storePolicy(store);
  const header = draft.taxed ? [...(preset?.receipt.header ?? [])] : [];
  return {
    store: {
      ...store,
      session: { ...session, float: usualFloat(denominations) },
      receipts: { ...receipts, header },
    },
    rules: { pricesIncludeTax: draft.pricesIncludeTax, rounding: draft.rounding, rates: ratesOf(draft) },
    owner: { name: draft.ownerName.trim(), initials: initialsOf(draft.ownerName), pin },
    registerName: draft.registerName.trim(),
  };
}

/** Ten of the note that three larger ones stand above. */
function usualFloat(denominations: readonly number[]): number {
  return 10 * (denominations.at(-4) ?? 0);
}

/** Nothing where the shop is called so. */
function legalNameOf({ name, legalName }: ShopDraft): Pick<FirstShop['store'], 'legalName'> {
  const legal = legalName.trim();
  return legal === '' || legal === name.trim() ? {} : { legalName: legal };
}

function addressOf({ address }: ShopDraft): string[] {
  const lines = address.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '').slice(0, ADDRESS_MAX);
}

function tendersOf({ cards }: ShopDraft, words: ShopWords): Tender[] {
  const card: Tender = {
    tenderId: 'card-manual',
    kind: 'card-manual',
    name: words.card,
    names: words.cardNames,
    givesChange: false,
    opensDrawer: false,
    refunds: true,
    tips: false,
    needsReference: false,
  };
  return cards ? [...DEFAULT_TENDERS, card] : [...DEFAULT_TENDERS];
}

/** Without tax every category is exempt. A percentage that is none becomes one that no rule allows. */
function ratesOf({ taxed, rates }: ShopDraft): TaxSet {
  return Object.fromEntries(
    rates.map(({ category, parts }) => [
      category,
      taxed
        ? parts.map(({ code, name, percent }) => ({
            code,
            name: name.trim(),
            ratePpm: readPercentage(percent) ?? 2 * PPM,
          }))
        : [],
    ]),
  );
}

function draftRates(rates: TaxSet): DraftRate[] {
  return Object.entries(rates).map(([category, parts]) => ({
    category,
    parts: parts.map(({ code, name, ratePpm }) => ({ code, name, percent: writePercentage(ratePpm) })),
  }));
}

/** Of a name its first letters, of one without blanks its first one or two. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const letters =
    words.length > 1 ? [words[0], words.at(-1)].map((word) => [...(word ?? '')][0]) : [...(words[0] ?? '')];
  return letters.slice(0, 2).join('').toUpperCase() || '?';
}
