import Type, { type Static, type TUnsafe } from 'typebox';
import { Place } from '#contracts/facts/place-facts.ts';
import { MemberProgram } from '#contracts/member/program.ts';
import { BusinessDate, Count, CurrencyCode, Id, Names, PositiveInteger, Text, Uuid } from '#contracts/schema.ts';
import { type Role as DomainRole, PERMISSIONS } from '#domain/operator/permission.ts';

const strict = { additionalProperties: false };

export const TaxRules = Type.Object(
  {
    version: Count,
    from: Type.Optional(BusinessDate),
    withdraws: Type.Optional(PositiveInteger),
    pricesIncludeTax: Type.Boolean(),
    rounding: Type.Union([Type.Literal('line'), Type.Literal('rate'), Type.Literal('receipt')]),
    rates: Type.Record(Type.String(), Type.Array(Type.Object({ code: Id, name: Text, ratePpm: Count }, strict))),
  },
  strict,
);

const amount = Type.Union([Type.Literal(true), Count]);
const grants = Object.fromEntries(Object.keys(PERMISSIONS).map((permission) => [permission, Type.Optional(amount)]));

export const Role: TUnsafe<DomainRole> = Type.Unsafe<DomainRole>(
  Type.Object({ roleId: Id, name: Text, names: Type.Optional(Names), grants: Type.Object(grants, strict) }, strict),
);
export type Role = Static<typeof Role>;

const Currency = Type.Object({ code: CurrencyCode, digits: Type.Integer({ minimum: 0, maximum: 4 }) }, strict);
const denominations = Type.Array(PositiveInteger, { maxItems: 60 });

export const Tender = Type.Object(
  {
    tenderId: Id,
    kind: Type.Union([
      Type.Literal('cash'),
      Type.Literal('card-manual'),
      Type.Literal('card'),
      Type.Literal('wallet'),
      Type.Literal('gift-card'),
      Type.Literal('store-credit'),
      Type.Literal('voucher'),
      Type.Literal('points'),
      Type.Literal('account'),
    ]),
    name: Text,
    names: Type.Optional(Names),
    foreign: Type.Optional(Type.Object({ currency: Currency, ratePpm: PositiveInteger, denominations }, strict)),
    givesChange: Type.Boolean(),
    opensDrawer: Type.Boolean(),
    refunds: Type.Boolean(),
    tips: Type.Boolean(),
    needsReference: Type.Boolean(),
  },
  strict,
);

/** How returns are taken. */
export const ReturnPolicy = Type.Object(
  {
    /** Days after the sale. */
    windowDays: Count,
    /** Most cash given back per return, minor units; above it another means or a manager. */
    cashLimit: Count,
    reasons: Type.Array(Id, { minItems: 1, maxItems: 50 }),
  },
  strict,
);

export const SessionPolicy = Type.Object(
  {
    /** Expected amounts are not shown before everything is declared. */
    blind: Type.Boolean(),
    drawer: Type.Union([Type.Literal('fixed'), Type.Literal('floating'), Type.Literal('shared')]),
    /** What the drawer starts with, minor units. */
    float: Count,
    /** A difference beyond it needs a reason, minor units. */
    tolerance: Count,
    /** Minutes after the start of the next business day until the close is asked for. */
    graceMinutes: Count,
    /** Minutes without a key, touch or scan until the till locks; 0 never. */
    idleMinutes: Count,
    reasons: Type.Object(
      {
        cashIn: Type.Array(Id, { minItems: 1, maxItems: 50 }),
        cashOut: Type.Array(Id, { minItems: 1, maxItems: 50 }),
        noSale: Type.Array(Id, { minItems: 1, maxItems: 50 }),
        overShort: Type.Array(Id, { minItems: 1, maxItems: 50 }),
      },
      strict,
    ),
  },
  strict,
);

export const ReceiptPolicy = Type.Object(
  {
    print: Type.Union([Type.Literal('always'), Type.Literal('ask'), Type.Literal('never')]),
    widthMm: Type.Union([Type.Literal(58), Type.Literal(80)]),
    /** Languages printed one under the other; the first is the receipt's. One or two. */
    languages: Type.Array(Text, { minItems: 1, maxItems: 2 }),
    header: Type.Array(Text, { maxItems: 6 }),
    /** A PNG, as a data URL. */
    logo: Type.Optional(Type.String({ pattern: '^data:image/png;base64,', maxLength: 200_000 })),
  },
  strict,
);

/**
 * The 13 places of a barcode that the store prints itself (GS1 General Specifications, section 2.1.11: prefixes 02 and 20 to 29):
 * digits as they stand, `I` item, `W` weight in grams, `P` price in minor units, `V` its verifier (not checked), `C` check digit.
 */
export const InStoreLayout = Type.Object({ pattern: Type.String({ pattern: '^(02|2\\d)[\\dIWPV]{10}C$' }) }, strict);

export const Operator = Type.Object(
  {
    operatorId: Id,
    name: Text,
    initials: Type.String({ minLength: 1, maxLength: 3 }),
    /** A role of the chain, by `roleId`. */
    role: Id,
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
    /** What the operator's badge reads: `hmac-sha256:` and its HMAC-SHA256 keyed by the pepper, base64url, so that it finds its operator. */
    badgeHash: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
    demoPin: Type.Optional(Type.String({ pattern: '^\\d{4,12}$' })),
    /** Signs in nowhere any more. */
    archived: Type.Optional(Type.Literal(true)),
  },
  strict,
);
export type OperatorSettings = Static<typeof OperatorSettings>;

const localTime = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' });
/** When registers may install updates, local time of the store; over midnight where `to` is before `from`. */
export const UpdateWindow = Type.Object({ from: localTime, to: localTime }, strict);

/** A store's settings as published and shown on receipts. `dayStartsAt` is `HH:MM` local: sales before it belong to the day before. */
export const StoreSettings = Type.Object(
  {
    storeId: Id,
    locationId: Id,
    name: Text,
    /** Whose shop it is, where it is not called so (schema.org `legalName`). */
    legalName: Type.Optional(Text),
    address: Type.Array(Text, { maxItems: 6 }),
    taxNumber: Type.String({ maxLength: 40 }),
    currency: Currency,
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
    /** What follows has defaults (`contracts/views/store-policy`). Tenders in the order they are offered. */
    tenders: Type.Optional(Type.Array(Tender, { minItems: 1, maxItems: 30 })),
    /** How halves of the cash rounding step go. */
    cashRoundingHalves: Type.Optional(Type.Union([Type.Literal('up'), Type.Literal('down')])),
    inStoreLayouts: Type.Optional(Type.Array(InStoreLayout, { maxItems: 10 })),
    returns: Type.Optional(ReturnPolicy),
    session: Type.Optional(SessionPolicy),
    receipts: Type.Optional(ReceiptPolicy),
    overrideReasons: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 50 })),
    exemptReasons: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 50 })),
    abandonReasons: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 50 })),
    /** What packaging weighs that the till takes off: a code with words of its own (`bag`, `box`), or a name. */
    tares: Type.Optional(
      Type.Array(Type.Object({ code: Id, grams: Type.Integer({ minimum: 1, maximum: 9_999 }) }, strict), {
        maxItems: 6,
      }),
    ),
    /** What reasons of the store's own are called, by code and language; the known ones have words of their own. */
    reasonNames: Type.Optional(Type.Record(Type.String({ minLength: 1, maxLength: 64 }), Names)),
    updateWindow: Type.Optional(UpdateWindow),
    /** What sending goods costs that a till sells, nothing from `freeFrom` on; without it tills ship nothing. Minor units. */
    postage: Type.Optional(Type.Object({ amount: Count, freeFrom: Type.Optional(Count) }, strict)),
    /** Closed: nothing is sold there and no register enrols. */
    archived: Type.Optional(Type.Literal(true)),
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
    /** In force when this was made. What holds at a sale, `taxRulesAt` says. */
    taxRules: TaxRules,
    /** Those of the last year, in force and ahead; left out where there is only one. */
    taxVersions: Type.Optional(Type.Array(TaxRules)),
    operators: Type.Array(Operator),
    /** The chain's other people, who sign in elsewhere or no more: for their names on what they did. */
    others: Type.Optional(Type.Array(Type.Object({ operatorId: Id, name: Text }, strict))),
    /** Empty: the default roles. */
    roles: Type.Array(Role),
    /** Of the store's location, by name; archived ones too. */
    places: Type.Optional(Type.Array(Place)),
    /** Purposes of consent, points and tiers; left out where the chain has none. */
    memberProgram: Type.Optional(MemberProgram),
    /** Something is sold online that stores pick, hand over or ship. */
    hasChannels: Type.Optional(Type.Literal(true)),
    /** The chain's other stores that sell, by name: where what is sold here can be collected. */
    otherStores: Type.Optional(Type.Array(Type.Object({ storeId: Id, locationId: Id, name: Text }, strict))),
  },
  strict,
);
export type RegisterConfig = Static<typeof RegisterConfig>;

export const JournalKey = Type.Object(
  {
    journalId: Uuid,
    registerId: Id,
    storeId: Id,
    receiptSeries: Id,
    /** Ed25519, SPKI DER in base64url. */
    publicKey: Type.String({ maxLength: 200 }),
    revoked: Type.Boolean(),
  },
  strict,
);
export type JournalKey = Static<typeof JournalKey>;

/**
 * The same as its host holds it (GET /register-config): with each operator's PIN hash (argon2id over the PIN, keyed by the
 * pepper), which never leaves the host, and in a demo the PINs themselves.
 */
export const HostConfig = Type.Object(
  {
    config: RegisterConfig,
    pinHashes: Type.Record(Type.String(), Type.String()),
    badgeHashes: Type.Optional(Type.Record(Type.String(), Type.String())),
    /** Keys of the chain's journals, to prove receipts without a network. */
    journalKeys: Type.Optional(Type.Array(JournalKey)),
    /** The key that the server signs codes of pickups with: Ed25519, SPKI DER in base64url. */
    serverKey: Type.Optional(Type.String({ maxLength: 200 })),
    demoPins: Type.Union([Type.Record(Type.String(), Type.String()), Type.Null()]),
  },
  strict,
);
export type HostConfig = Static<typeof HostConfig>;

/** A register's name and store, as published; its journals are in `register.enrolled`. */
export const RegisterSettings = Type.Object({ registerId: Id, storeId: Id, name: Text }, strict);
export type RegisterSettings = Static<typeof RegisterSettings>;

/** What `after` of a `settings.published` holds, by entity; null for a role that is removed. The tax rules' entity id is their store's id. */
export const SETTINGS = {
  store: StoreSettings,
  operator: OperatorSettings,
  'tax-rules': TaxRules,
  role: Role,
  register: RegisterSettings,
} as const;
