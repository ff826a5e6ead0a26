import Type, { type Static } from 'typebox';
import { Count, Id, Instant, Minor, Text, Uuid } from '#contracts/schema.ts';
import { PublishedCategory, PublishedVariant } from '#contracts/views/catalogue.ts';

const strict = { additionalProperties: false };

/** `operator.signed`: who signed in or out, or failed to. A failed PIN is never written down; a badge that is nobody's is `(badge)`. */
export const OperatorSigned = Type.Object(
  {
    verdict: Type.Union([Type.Literal('in'), Type.Literal('out'), Type.Literal('failed'), Type.Literal('unlocked')]),
    operatorId: Id,
    /** `idle`: the till locked itself. `unlocked` names who let the operator try again. */
    cause: Type.Optional(Type.Union([Type.Literal('idle'), Type.Literal('switch')])),
    by: Type.Optional(Id),
  },
  strict,
);

/** `drawer.opened`: why the cash drawer was pulsed; `orderId` for a sale. */
export const DrawerOpened = Type.Object(
  {
    cause: Type.Union([
      Type.Literal('sale'),
      Type.Literal('no-sale'),
      Type.Literal('cash-move'),
      Type.Literal('count'),
    ]),
    orderId: Type.Optional(Uuid),
    reason: Type.Optional(Id),
    overrideId: Type.Optional(Uuid),
  },
  strict,
);

/** `register.enrolled`, made by the server: a register (or a new incarnation of it) with its journal, key and receipt series. */
export const RegisterEnrolled = Type.Object(
  {
    registerId: Id,
    storeId: Id,
    name: Text,
    journalId: Uuid,
    incarnation: Type.Integer({ minimum: 1 }),
    receiptSeries: Id,
    /** Ed25519 public key, SPKI DER in base64url. */
    publicKey: Type.String(),
    /** A device without a host, as a tablet's browser: the server keeps and signs its journal. */
    hostless: Type.Optional(Type.Literal(true)),
  },
  strict,
);

/** `register.revoked`, made by the server: a register was taken out of service. What its journals still tell is taken, nothing else. */
export const RegisterRevoked = Type.Object(
  { registerId: Id, storeId: Id, journalIds: Type.Array(Uuid, { minItems: 1, maxItems: 1000 }) },
  strict,
);

/** `catalogue.published`, made by the server: categories and variants as they are from now on, each whole. */
export const CataloguePublished = Type.Object(
  {
    /** The change that was asked for, where a person asked for one. */
    changeId: Type.Optional(Uuid),
    categories: Type.Array(PublishedCategory, { maxItems: 1000 }),
    variants: Type.Array(PublishedVariant, { maxItems: 1000 }),
  },
  strict,
);

/**
 * `prices.published`, made by the server for one store: amounts that come into force at once, or at `effectiveAt`. At any instant
 * the price with the latest such instant holds, of two with the same the one of the higher version. `withdrawn` were published
 * ahead and will not come into force.
 */
export const PricesPublished = Type.Object(
  {
    changeId: Type.Optional(Uuid),
    storeId: Id,
    version: Type.Integer({ minimum: 1 }),
    effectiveAt: Type.Optional(Instant),
    prices: Type.Array(Type.Object({ variantId: Id, amount: Count }, strict), { maxItems: 1000 }),
    withdrawn: Type.Optional(
      Type.Array(Type.Object({ variantId: Id, version: Type.Integer({ minimum: 1 }) }, strict), {
        minItems: 1,
        maxItems: 1000,
      }),
    ),
  },
  strict,
);

/** `settings.published`, made by the server: one entity of the settings, whole, as it is from now on. */
export const SettingsPublished = Type.Object(
  {
    entity: Type.Union([
      Type.Literal('store'),
      Type.Literal('operator'),
      Type.Literal('tax-rules'),
      Type.Literal('role'),
      Type.Literal('register'),
    ]),
    entityId: Id,
    after: Type.Unknown(),
  },
  strict,
);

/** `exception.opened`, made by the server: something booked that a person must look at. */
export const ExceptionOpened = Type.Object(
  {
    exceptionId: Uuid,
    code: Id,
    storeId: Id,
    journalId: Type.Optional(Uuid),
    seq: Type.Optional(Count),
    /** Signed minor units at stake, where there are some. */
    amount: Type.Optional(Minor),
    detail: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()])),
  },
  strict,
);

/** `exception.resolved`: what was decided. `noteId` names words about it in the vault. */
export const ExceptionResolved = Type.Object(
  { exceptionId: Uuid, choice: Id, at: Instant, noteId: Type.Optional(Uuid) },
  strict,
);

export type RegisterEnrolled = Static<typeof RegisterEnrolled>;
export type RegisterRevoked = Static<typeof RegisterRevoked>;
export type CataloguePublished = Static<typeof CataloguePublished>;
export type PricesPublished = Static<typeof PricesPublished>;
export type SettingsPublished = Static<typeof SettingsPublished>;
export type ExceptionOpened = Static<typeof ExceptionOpened>;
export type ExceptionResolved = Static<typeof ExceptionResolved>;
export type OperatorSigned = Static<typeof OperatorSigned>;
export type DrawerOpened = Static<typeof DrawerOpened>;
