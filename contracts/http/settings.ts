import Type, { type Static } from 'typebox';
import { Revision } from '#contracts/http/catalogue.ts';
import { BusinessDate, Count, Id, Instant, PositiveInteger, Text } from '#contracts/schema.ts';
import { StoreSettings, TaxRules } from '#contracts/views/register-config.ts';

const strict = { additionalProperties: false };
const changed = { changedAt: Type.Union([Instant, Type.Null()]), changedBy: Type.Union([Id, Type.Null()]) };

/** `code` is from the registry of errors; `at` names the field by its path in what was sent: `tenders.2.name`, empty for all of it. */
export const SettingsFault = Type.Object({ at: Type.String({ maxLength: 200 }), code: Id }, strict);
export type SettingsFault = Static<typeof SettingsFault>;

/** A store's settings as they stand. */
export const StoreRow = Type.Object({ store: StoreSettings, revision: PositiveInteger, ...changed }, strict);
export type StoreRow = Static<typeof StoreRow>;

/**
 * A version of a store's tax rules. `past`: it was in force; `current`; `ahead`: it will be from `rules.from`; `replaced`: a newer one
 * for the same date stands in its place, so that it never will be; `withdrawn`: a `withdrawal` took it back.
 */
export const TaxVersionState = Type.Union([
  Type.Literal('past'),
  Type.Literal('current'),
  Type.Literal('ahead'),
  Type.Literal('replaced'),
  Type.Literal('withdrawn'),
  Type.Literal('withdrawal'),
]);
export const TaxVersionRow = Type.Object({ rules: TaxRules, state: TaxVersionState, ...changed }, strict);
export type TaxVersionRow = Static<typeof TaxVersionRow>;

/**
 * GET /settings?store= (register, permission `settings`): one store's settings and all versions of its tax rules, newest first; without
 * `store` the register's own. 404 for a store that is not, 403 for one that the operator does not work in.
 */
export const SettingsAnswer = Type.Object(
  {
    /** The stores whose settings this operator may change, by id. */
    stores: Type.Array(Type.Object({ storeId: Id, name: Text }, strict)),
    row: StoreRow,
    taxes: Type.Array(TaxVersionRow),
    /** The store's business date now: the first one that tax rules can begin on. */
    businessDate: BusinessDate,
    /** What cannot be changed now, see `PUT /settings/store` and `/settings/taxes`. */
    fixed: Type.Object({ currency: Type.Boolean(), day: Type.Boolean(), pricesIncludeTax: Type.Boolean() }, strict),
    /** Tax categories that products or departments of the chain have; each must keep an entry in the rules. */
    usedTaxCategories: Type.Array(Id),
  },
  strict,
);
export type SettingsAnswer = Static<typeof SettingsAnswer>;

/**
 * PUT /settings/store (register, permission `settings`): changes the settings of `store.storeId`, if they are still at this revision;
 * revision 0 makes a store that is not there yet. Refused with a fault: what `storeFaults` finds; `currency-fixed` once the store has
 * prices or shifts; `session-open-settings` for another time zone, start of day or drawer mode while a shift is open there;
 * `location-fixed`; `store-not-own`. The same again changes nothing.
 */
export const StoreChange = Type.Object({ revision: Revision, store: StoreSettings }, strict);
export type StoreChange = Static<typeof StoreChange>;

/**
 * PUT /settings/taxes (register, permission `settings`): publishes the next version of a store's tax rules, or takes back one that is
 * ahead. `base` is the newest version that was known (0 for none), in force or ahead. `from` is the business date of the first sale
 * by them, today or later; without it they hold from the next cart on. Of two versions for one date the newer one holds. Refused with
 * a fault: what `taxRulesFaults` finds; `tax-date-past`; `tax-category-used`; `tax-regime-fixed` once something was sold, from a later
 * day on, or where what is ahead would turn it back; `store-unknown`; `store-not-own`. A withdrawal is a version of its own, and the
 * days after are as if what it `withdraws` had not been published; refused with `tax-date-past` for what is not ahead.
 */
export const TaxesPublication = Type.Object(
  {
    storeId: Id,
    base: Revision,
    rules: Type.Omit(TaxRules, ['version', 'from', 'withdraws'], strict),
    from: Type.Optional(BusinessDate),
  },
  strict,
);
export type TaxesPublication = Static<typeof TaxesPublication>;
export const TaxesWithdrawal = Type.Object({ storeId: Id, base: Revision, withdraws: PositiveInteger }, strict);
export type TaxesWithdrawal = Static<typeof TaxesWithdrawal>;
export const TaxesChange = Type.Union([TaxesPublication, TaxesWithdrawal]);
export type TaxesChange = Static<typeof TaxesChange>;

const faults = Type.Object(
  { ok: Type.Literal(false), faults: Type.Array(SettingsFault, { minItems: 1, maxItems: 200 }) },
  strict,
);
/** 200. A conflict says how it stands now, null where there is nothing. */
export const StoreAnswer = Type.Union([
  Type.Object({ ok: Type.Literal(true), revision: Count }, strict),
  Type.Object(
    { ok: Type.Literal(false), conflict: Type.Object({ now: Type.Union([StoreRow, Type.Null()]) }, strict) },
    strict,
  ),
  faults,
]);
export type StoreAnswer = Static<typeof StoreAnswer>;
/** 200. A conflict says which version is the newest now. */
export const TaxesAnswer = Type.Union([
  Type.Object({ ok: Type.Literal(true), version: PositiveInteger }, strict),
  Type.Object(
    { ok: Type.Literal(false), conflict: Type.Object({ now: Type.Union([TaxVersionRow, Type.Null()]) }, strict) },
    strict,
  ),
  faults,
]);
export type TaxesAnswer = Static<typeof TaxesAnswer>;
