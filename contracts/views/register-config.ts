import Type, { type Static } from 'typebox';
import { Count, Id, Text } from '#contracts/schema.ts';

const strict = { additionalProperties: false };

export const TaxRules = Type.Object(
  {
    version: Count,
    pricesIncludeTax: Type.Boolean(),
    rounding: Type.Union([Type.Literal('line'), Type.Literal('rate'), Type.Literal('receipt')]),
    rates: Type.Record(Type.String(), Type.Array(Type.Object({ code: Id, name: Text, ratePpm: Count }, strict))),
  },
  strict,
);

export const Operator = Type.Object(
  {
    operatorId: Id,
    name: Text,
    initials: Type.String({ minLength: 1, maxLength: 3 }),
    role: Type.Union([Type.Literal('cashier'), Type.Literal('manager')]),
  },
  strict,
);
export type Operator = Static<typeof Operator>;

/**
 * An operator as published: `storeIds` are where they work, `pinHash` is argon2id over the PIN, keyed by the pepper.
 * `demoPin` is the PIN itself, only for operators of a demo.
 */
export const OperatorSettings = Type.Object(
  {
    ...Operator.properties,
    storeIds: Type.Array(Id, { maxItems: 1000 }),
    pinHash: Type.String({ minLength: 1, maxLength: 500 }),
    demoPin: Type.Optional(Type.String({ pattern: '^\\d{4,12}$' })),
  },
  strict,
);
export type OperatorSettings = Static<typeof OperatorSettings>;

/** A store's settings as published and shown on receipts. `dayStartsAt` is `HH:MM` local: sales before it belong to the day before. */
export const StoreSettings = Type.Object(
  {
    storeId: Id,
    locationId: Id,
    name: Text,
    address: Type.Array(Text, { maxItems: 6 }),
    taxNumber: Type.String({ maxLength: 40 }),
    currency: Type.Object(
      { code: Type.String({ pattern: '^[A-Z]{3}$' }), digits: Type.Integer({ minimum: 0, maximum: 4 }) },
      strict,
    ),
    language: Text,
    timeZone: Text,
    dayStartsAt: Type.String({ pattern: '^\\d{2}:\\d{2}$' }),
    /** Smallest cash amount in minor units: 1, 5, 10. */
    cashRounding: Type.Integer({ minimum: 1 }),
    /** Notes and coins for quick-tender buttons, in minor units, ascending. */
    denominations: Type.Array(Type.Integer({ minimum: 1 })),
    receiptFooter: Type.Array(Text, { maxItems: 6 }),
    /** Reason codes for discounts. */
    discountReasons: Type.Array(Id, { minItems: 1 }),
    demo: Type.Boolean(),
  },
  strict,
);
export type StoreSettings = Static<typeof StoreSettings>;

/** What one register needs to sell, as its window sees it. */
export const RegisterConfig = Type.Object(
  {
    /** Opaque; changes whenever anything in it does. */
    revision: Text,
    store: StoreSettings,
    register: Type.Object({ registerId: Id, name: Text }, strict),
    taxRules: TaxRules,
    operators: Type.Array(Operator),
  },
  strict,
);
export type RegisterConfig = Static<typeof RegisterConfig>;

/**
 * The same as its host holds it (GET /register-config): with each operator's PIN hash (argon2id over the PIN, keyed by the
 * pepper), which never leaves the host, and in a demo the PINs themselves.
 */
export const HostConfig = Type.Object(
  {
    config: RegisterConfig,
    pinHashes: Type.Record(Type.String(), Type.String()),
    demoPins: Type.Union([Type.Record(Type.String(), Type.String()), Type.Null()]),
  },
  strict,
);
export type HostConfig = Static<typeof HostConfig>;

/** What `after` of a `settings.published` holds, by entity. The tax rules' entity id is their store's id. */
export const SETTINGS = { store: StoreSettings, operator: OperatorSettings, 'tax-rules': TaxRules } as const;
