import Type, { type Static } from 'typebox';
import { EnrolAnswer, EnrolRequest } from '#contracts/http/api.ts';
import { Pin } from '#contracts/http/people.ts';
import { SettingsFault } from '#contracts/http/settings.ts';
import { Text } from '#contracts/schema.ts';
import { Operator, StoreSettings, TaxRules } from '#contracts/views/register-config.ts';

const strict = { additionalProperties: false };

/** GET /setup (anybody): whether the server has no store yet, so that one may be opened. */
export const SetupState = Type.Object({ open: Type.Boolean() }, strict);
export type SetupState = Static<typeof SetupState>;

/** A chain's first store, with whom it belongs to and what its first register is called. */
export const FirstShop = Type.Object(
  {
    store: StoreSettings,
    rules: Type.Omit(TaxRules, ['version', 'from'], strict),
    owner: Type.Object({ name: Text, initials: Operator.properties.initials, pin: Pin }, strict),
    registerName: Text,
  },
  strict,
);
export type FirstShop = Static<typeof FirstShop>;

/**
 * POST /setup: opens the chain's first store while the server has none, and enrols the register whose journal asks: all of it or
 * nothing. `code` is the server's setup code (`<data>/server/setup-code`). 403 `setup-code-invalid`; 409 `setup-done` where there is
 * a store, but to the same journal and key with the same code the first answer again, with a new token, for an answer may get lost.
 */
export const SetupRequest = Type.Object({ ...EnrolRequest.properties, shop: FirstShop }, strict);
export type SetupRequest = Static<typeof SetupRequest>;

/** 200. Faults name what cannot be by its path in the shop: `store.timeZone`, `rules.rates.standard.0.ratePpm`, `owner.pin`. */
export const SetupAnswer = Type.Union([
  Type.Object({ ok: Type.Literal(true), enrolment: EnrolAnswer }, strict),
  Type.Object({ ok: Type.Literal(false), faults: Type.Array(SettingsFault, { minItems: 1, maxItems: 200 }) }, strict),
]);
export type SetupAnswer = Static<typeof SetupAnswer>;
