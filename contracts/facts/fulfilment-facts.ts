import Type, { type Static } from 'typebox';
import { TaxLine } from '#contracts/facts/order-completed.ts';
import { LINES_MAX } from '#contracts/facts/stock-facts.ts';
import {
  CurrencyCode,
  Id,
  Instant,
  PositiveInteger,
  Quantity,
  Text,
  Unit,
  Uuid,
  WholeAmount,
  WholeQuantity,
} from '#contracts/schema.ts';

const strict = { additionalProperties: false };
const lines = <T extends Parameters<typeof Type.Array>[0]>(line: T) =>
  Type.Array(line, { minItems: 1, maxItems: LINES_MAX });

/** What of an order goes to one place in one way. The address is in the vault, under `addressId`. */
export const Delivery = Type.Object(
  {
    id: Id,
    method: Type.Union([Type.Literal('pickup'), Type.Literal('ship')]),
    /** Where it is fetched. */
    storeId: Type.Optional(Id),
    addressId: Type.Optional(Uuid),
    destination: Type.Optional(
      Type.Object(
        { country: Type.String({ pattern: '^[A-Z]{2}$' }), postalCode: Type.String({ maxLength: 20 }) },
        strict,
      ),
    ),
    promisedBy: Type.Optional(Instant),
  },
  strict,
);

/** A line as it was bought; amounts are of the whole quantity, after discounts, as the customer pays them. */
export const PlacedLine = Type.Object(
  {
    id: Id,
    deliveryId: Id,
    variantId: Id,
    sku: Text,
    name: Text,
    unit: Unit,
    quantity: Quantity,
    amount: WholeAmount,
    taxCategory: Id,
    taxes: Type.Array(TaxLine, { maxItems: 10 }),
    minimumAge: Type.Optional(PositiveInteger),
    substitution: Type.Optional(Type.Union([Type.Literal('none'), Type.Literal('ask'), Type.Literal('allowed')])),
  },
  strict,
);

/** What is paid beside goods. */
export const PlacedCharge = Type.Object(
  {
    id: Id,
    kind: Type.Union([Type.Literal('shipping'), Type.Literal('service')]),
    name: Text,
    amount: WholeAmount,
    taxCategory: Id,
    taxes: Type.Array(TaxLine, { maxItems: 10 }),
    deliveryId: Type.Optional(Id),
  },
  strict,
);

/**
 * `order.placed`: somebody ordered what leaves later, in a channel (its journal is the server's to keep) or at a till. `total` is
 * what lines and charges come to. Name, phone and e-mail are in the vault under `customerId`, words under `noteId`.
 */
export const OrderPlaced = Type.Object(
  {
    orderId: Uuid,
    /** What the customer calls it. */
    number: Text,
    channelId: Id,
    /** What the channel's shop system calls it. */
    channelOrderId: Text,
    placedAt: Instant,
    currency: CurrencyCode,
    pricesIncludeTax: Type.Boolean(),
    deliveries: Type.Array(Delivery, { minItems: 1, maxItems: 50 }),
    lines: lines(PlacedLine),
    charges: Type.Array(PlacedCharge, { maxItems: 50 }),
    total: WholeAmount,
    memberId: Type.Optional(Id),
    customerId: Type.Optional(Uuid),
    noteId: Type.Optional(Uuid),
    /** The ticket that sold it already, of goods that a till's customer does not carry out: nothing is sold anew when they leave. */
    ticketId: Type.Optional(Uuid),
    /** The language that messages to the customer are in: BCP 47. */
    language: Type.Optional(Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$', maxLength: 35 })),
  },
  strict,
);

/** Who asked for a change of terms. */
const Asker = Type.Union([Type.Literal('customer'), Type.Literal('store'), Type.Literal('channel')]);

/** `order.amended`: lines that are bought besides, deliveries as they are from now on, charges that come on top. */
export const OrderAmended = Type.Object(
  {
    orderId: Uuid,
    asker: Asker,
    reason: Id,
    added: Type.Optional(lines(PlacedLine)),
    deliveries: Type.Optional(Type.Array(Delivery, { minItems: 1, maxItems: 50 })),
    charges: Type.Optional(Type.Array(PlacedCharge, { minItems: 1, maxItems: 50 })),
    noteId: Type.Optional(Uuid),
  },
  strict,
);

/** `order.cancelled`: what is taken off an order before it leaves, and what is no longer owed for it; without pieces it is a reduction. */
export const OrderCancelled = Type.Object(
  {
    orderId: Uuid,
    asker: Asker,
    reason: Id,
    lines: Type.Array(Type.Object({ lineId: Id, quantity: WholeQuantity, amount: WholeAmount }, strict), {
      maxItems: LINES_MAX,
    }),
    charges: Type.Array(Type.Object({ chargeId: Id, amount: WholeAmount }, strict), { maxItems: 50 }),
    noteId: Type.Optional(Uuid),
  },
  strict,
);

/**
 * `order-payment.recorded`: what is known of money for an order, each step of a payment once (`paymentId` and `step` name it).
 * `tender` is the channel's own, `reference` what whoever took it calls it.
 */
export const OrderPaymentRecorded = Type.Object(
  {
    orderId: Uuid,
    paymentId: Text,
    step: Type.Union([
      Type.Literal('authorised'),
      Type.Literal('captured'),
      Type.Literal('voided'),
      Type.Literal('refunded'),
      Type.Literal('failed'),
    ]),
    amount: WholeAmount,
    currency: CurrencyCode,
    tender: Id,
    reference: Type.Optional(Text),
  },
  strict,
);

/** `return.announced`: what a customer means to bring or send back. */
export const ReturnAnnounced = Type.Object(
  {
    orderId: Uuid,
    lines: lines(Type.Object({ lineId: Id, quantity: Quantity, reason: Id }, strict)),
    method: Type.Union([Type.Literal('store'), Type.Literal('post')]),
    noteId: Type.Optional(Uuid),
  },
  strict,
);

/** `fulfilment.assigned`, made by the server: a location promises some of a delivery. A fulfilment is assigned once. */
export const FulfilmentAssigned = Type.Object(
  {
    fulfilmentId: Uuid,
    orderId: Uuid,
    deliveryId: Id,
    locationId: Id,
    method: Type.Union([Type.Literal('pickup'), Type.Literal('ship')]),
    promisedBy: Type.Optional(Instant),
    lines: lines(Type.Object({ lineId: Id, variantId: Id, quantity: Quantity }, strict)),
    /** Why this location (`domain/fulfilment/route-order.ts`), or `chosen` by a person. */
    reasons: Type.Array(Id, { maxItems: 10 }),
    /** What a customer shows to be given it: PBKDF2 of the code, in base64url; the code itself stands in no fact. */
    pickup: Type.Optional(
      Type.Object(
        { salt: Type.String({ maxLength: 64 }), iterations: PositiveInteger, hash: Type.String({ maxLength: 100 }) },
        strict,
      ),
    ),
  },
  strict,
);

/** `fulfilment.released`, made by the server: a promise is taken back: cancelled, or promised by another. */
export const FulfilmentReleased = Type.Object(
  { fulfilmentId: Uuid, lines: lines(Type.Object({ lineId: Id, quantity: Quantity }, strict)), reason: Id },
  strict,
);

/** `fulfilment.expired`, made by the server: nobody fetched it in time. */
export const FulfilmentExpired = Type.Object({ fulfilmentId: Uuid }, strict);

/** `fulfilment.decided`: the location does it, or does not and says why. What it found to be wrong of its stock is adjusted beside it. */
export const FulfilmentDecided = Type.Union([
  Type.Object({ fulfilmentId: Uuid, decision: Type.Literal('accept') }, strict),
  Type.Object(
    { fulfilmentId: Uuid, decision: Type.Literal('refuse'), reason: Id, noteId: Type.Optional(Uuid) },
    strict,
  ),
]);

/** `fulfilment.claimed`: somebody works on it now, or (`operatorId` null) nobody any more. The last one heard of holds. */
export const FulfilmentClaimed = Type.Object({ fulfilmentId: Uuid, operatorId: Type.Union([Id, Type.Null()]) }, strict);

/**
 * `pick.recorded`: `picked` of the line's own variant are taken from the shelf, `short` were looked for and not found. A substitute
 * is picked besides, its quantity in place of as many of the line; who agreed to it and how is said, and its amount is what the
 * customer pays for it in place of the line's. So the line's sum of picked is `picked` and the substitute's quantity together, and what
 * is handed over, shipped or put back of it names the variant that it is.
 */
export const PickRecorded = Type.Object(
  {
    fulfilmentId: Uuid,
    locationId: Id,
    lines: lines(
      Type.Object(
        {
          lineId: Id,
          variantId: Id,
          picked: Type.Optional(Quantity),
          short: Type.Optional(Quantity),
          /** Where it was taken from. */
          placeId: Type.Optional(Id),
          substitute: Type.Optional(
            Type.Object(
              {
                variantId: Id,
                sku: Text,
                name: Text,
                unit: Unit,
                quantity: Quantity,
                amount: WholeAmount,
                taxCategory: Id,
                taxes: Type.Array(TaxLine, { maxItems: 10 }),
                consent: Type.Union([
                  Type.Literal('agreed-before'),
                  Type.Literal('phone'),
                  Type.Literal('message'),
                  Type.Literal('counter'),
                ]),
              },
              strict,
            ),
          ),
        },
        strict,
      ),
    ),
  },
  strict,
);

/** `fulfilment.readied`: all there is lies bagged at a place. */
export const FulfilmentReadied = Type.Object(
  { fulfilmentId: Uuid, bags: PositiveInteger, placeId: Type.Optional(Id) },
  strict,
);

/** How it was known that who fetched it may have it. */
const HandOverProof = Type.Union([
  Type.Object(
    { kind: Type.Literal('code'), how: Type.Union([Type.Literal('typed'), Type.Literal('scanned')]) },
    strict,
  ),
  /** A document was looked at; what it says is written down nowhere. */
  Type.Object({ kind: Type.Literal('identity') }, strict),
]);

/**
 * `fulfilment.handed-over`: a customer has it. `collector`: somebody else came, who was allowed to; their name is in the vault under
 * `collectorId`. `minimumAge` was checked and met. `ticketId`: the ticket of what was bought or brought back besides.
 */
export const FulfilmentHandedOver = Type.Object(
  {
    fulfilmentId: Uuid,
    locationId: Id,
    lines: lines(Type.Object({ lineId: Id, variantId: Id, quantity: Quantity }, strict)),
    proof: HandOverProof,
    collector: Type.Union([Type.Literal('customer'), Type.Literal('other')]),
    collectorId: Type.Optional(Uuid),
    minimumAge: Type.Optional(PositiveInteger),
    ticketId: Type.Optional(Uuid),
  },
  strict,
);

/**
 * `fulfilment.shipped`: a carrier has it. What one driver took at once has the same `manifestId`; the driver's name is in the vault under
 * `driverId`.
 */
export const FulfilmentShipped = Type.Object(
  {
    fulfilmentId: Uuid,
    locationId: Id,
    lines: lines(Type.Object({ lineId: Id, variantId: Id, quantity: Quantity }, strict)),
    parcels: Type.Array(
      Type.Object(
        {
          parcelId: Uuid,
          carrier: Id,
          tracking: Type.Optional(Text),
          trackingUrl: Type.Optional(Type.String({ maxLength: 500 })),
        },
        strict,
      ),
      { maxItems: 50 },
    ),
    manifestId: Type.Optional(Uuid),
    driverId: Type.Optional(Uuid),
  },
  strict,
);

/** `fulfilment.put-back`: what was picked and is owed to nobody is on its shelf again. */
export const FulfilmentPutBack = Type.Object(
  {
    fulfilmentId: Uuid,
    locationId: Id,
    lines: lines(Type.Object({ lineId: Id, variantId: Id, quantity: Quantity, placeId: Type.Optional(Id) }, strict)),
  },
  strict,
);

export type OrderPlaced = Static<typeof OrderPlaced>;
export type OrderAmended = Static<typeof OrderAmended>;
export type OrderCancelled = Static<typeof OrderCancelled>;
export type OrderPaymentRecorded = Static<typeof OrderPaymentRecorded>;
export type ReturnAnnounced = Static<typeof ReturnAnnounced>;
export type FulfilmentAssigned = Static<typeof FulfilmentAssigned>;
export type FulfilmentReleased = Static<typeof FulfilmentReleased>;
export type FulfilmentExpired = Static<typeof FulfilmentExpired>;
export type FulfilmentDecided = Static<typeof FulfilmentDecided>;
export type FulfilmentClaimed = Static<typeof FulfilmentClaimed>;
export type PickRecorded = Static<typeof PickRecorded>;
export type FulfilmentReadied = Static<typeof FulfilmentReadied>;
export type FulfilmentHandedOver = Static<typeof FulfilmentHandedOver>;
export type FulfilmentShipped = Static<typeof FulfilmentShipped>;
export type FulfilmentPutBack = Static<typeof FulfilmentPutBack>;
