import Type, { type Static } from 'typebox';
import { Discount, LINE_FIELDS, ReturnLine, StoredValueClass } from '#contracts/facts/order-completed.ts';
import {
  Amount,
  BusinessDate,
  Count,
  CurrencyCode,
  Id,
  Instant,
  PositiveAmount,
  PositiveInteger,
  Quantity,
  Text,
  Uuid,
  WholeAmount,
} from '#contracts/schema.ts';

const strict = { additionalProperties: false };

/** `cart.opened`: the first line was rung up. */
export const CartOpened = Type.Object({ cartId: Uuid, openedAt: Instant }, strict);

/** `line.voided`: a line was taken out of a cart, or its quantity lowered by `quantity`; `amount` is what it came to. */
export const LineVoided = Type.Object(
  { cartId: Uuid, variantId: Id, name: Text, quantity: Quantity, amount: Amount },
  strict,
);

/** `cart.abandoned`: a cart was cleared. */
export const CartAbandoned = Type.Object(
  {
    cartId: Uuid,
    reason: Id,
    total: Amount,
    lines: Type.Array(Type.Object({ variantId: Id, name: Text, quantity: Quantity, amount: Amount }, strict), {
      maxItems: 2000,
    }),
  },
  strict,
);

/** A cart as it travels between registers: without free text, which is in the vault. */
export const ParkedCart = Type.Object(
  {
    id: Uuid,
    operatorId: Id,
    openedAt: Instant,
    lines: Type.Array(Type.Object({ ...LINE_FIELDS, noteId: Type.Optional(Uuid) }, strict), { maxItems: 2000 }),
    discounts: Type.Array(Discount, { maxItems: 50 }),
    memberId: Type.Optional(Id),
    groupId: Type.Optional(Id),
    returns: Type.Optional(Type.Array(ReturnLine, { maxItems: 2000 })),
    taxExemption: Type.Optional(
      Type.Object({ reason: Id, overrideId: Type.Optional(Uuid), certificateId: Type.Optional(Uuid) }, strict),
    ),
    noteId: Type.Optional(Uuid),
    ageChecked: Type.Optional(PositiveInteger),
  },
  strict,
);
export type ParkedCart = Static<typeof ParkedCart>;

/** `cart.parked`: a cart put aside, for any register of the store. `parkId` is this time of parking: the fact's id. */
export const CartParked = Type.Object({ cart: ParkedCart, total: Amount }, strict);

/** `cart.claimed`: a parked cart taken up again; `parkId` is the id of the `cart.parked` fact. */
export const CartClaimed = Type.Object({ cartId: Uuid, parkId: Uuid }, strict);

/**
 * `restriction.checked`: whether what is restricted may be sold. Of an age, never a birth date. Of a stopped batch: whether the pack was
 * found to be of another (`passed`) or of that batch (`refused`).
 */
export const RestrictionChecked = Type.Union([
  Type.Object(
    {
      cartId: Uuid,
      rule: Type.Literal('age'),
      minimumAge: PositiveInteger,
      verdict: Type.Union([Type.Literal('passed'), Type.Literal('refused')]),
      method: Type.Union([Type.Literal('looks'), Type.Literal('document')]),
    },
    strict,
  ),
  Type.Object(
    {
      cartId: Uuid,
      rule: Type.Literal('batch'),
      stopId: Uuid,
      variantId: Id,
      name: Text,
      verdict: Type.Union([Type.Literal('passed'), Type.Literal('refused')]),
      method: Type.Literal('pack'),
    },
    strict,
  ),
]);

/** `problem.reported`: an item whose barcode the till does not know, sold or asked for. A photo is in the vault. */
export const ProblemReported = Type.Object(
  {
    problem: Type.Union([Type.Literal('unlisted-item'), Type.Literal('price-missing')]),
    code: Type.Optional(Type.String({ maxLength: 100 })),
    name: Type.Optional(Text),
    categoryId: Type.Optional(Id),
    price: Type.Optional(WholeAmount),
    photoId: Type.Optional(Uuid),
  },
  strict,
);

/** `sale.post-voided`: the last sale undone as if it had not been. `returnId` is the ticket that gave everything back. */
export const SalePostVoided = Type.Object(
  { orderId: Uuid, returnId: Uuid, reason: Id, overrideId: Type.Optional(Uuid) },
  strict,
);

/** `payment.requested`: a third party is about to be asked for money (or to give it back, `refund`). The fact's id is the payment's id. */
export const PaymentRequested = Type.Object(
  {
    cartId: Uuid,
    tender: Id,
    direction: Type.Union([Type.Literal('sale'), Type.Literal('refund')]),
    /** Positive, without tip. */
    amount: PositiveAmount,
    currency: CurrencyCode,
    /** The acquirer's reference of the payment that is refunded. */
    original: Type.Optional(Text),
  },
  strict,
);

/** `payment.settled`: what is now known of a payment. A later one replaces an earlier, as `domain/tender/payment-state` allows. */
export const PaymentSettled = Type.Object(
  {
    paymentId: Uuid,
    verdict: Type.Union([
      Type.Literal('unknown'),
      Type.Literal('approved'),
      Type.Literal('declined'),
      Type.Literal('voided'),
      Type.Literal('refunded'),
    ]),
    /** Positive; what was approved, without tip. 0 when nothing was. */
    amount: WholeAmount,
    tip: Type.Optional(WholeAmount),
    reference: Type.Optional(Text),
    /** What the device or the acquirer said, for support. */
    detail: Type.Optional(Text),
    /** Found out by asking again, not by the first answer; `person`: somebody looked at the terminal. */
    how: Type.Optional(Type.Union([Type.Literal('asked'), Type.Literal('person')])),
  },
  strict,
);

/** `value.issued`: stored value came to be: sold, topped up, or given back as store credit. */
export const ValueIssued = Type.Object(
  {
    instrument: Id,
    class: StoredValueClass,
    amount: PositiveAmount,
    currency: CurrencyCode,
    orderId: Uuid,
    memberId: Type.Optional(Id),
    expires: Type.Optional(BusinessDate),
  },
  strict,
);

/** `value.redeemed`: stored value was spent; `leaseId` when out of an offline allowance. Negative amount gives it back. */
export const ValueRedeemed = Type.Object(
  {
    instrument: Id,
    class: StoredValueClass,
    amount: Amount,
    currency: CurrencyCode,
    orderId: Uuid,
    leaseId: Type.Optional(Uuid),
  },
  strict,
);

/** `lease.granted`, made by the server: a register may spend so much of an instrument without asking. */
export const LeaseGranted = Type.Object(
  { leaseId: Uuid, journalId: Uuid, instrument: Id, amount: PositiveAmount, epoch: Count },
  strict,
);

/** `lease.returned`: a register gives back what it did not spend. */
export const LeaseReturned = Type.Object({ leaseId: Uuid, instrument: Id, unspent: WholeAmount }, strict);

/** `account.charged`, `account.paid`: a member's account. */
export const AccountMoved = Type.Object(
  { accountId: Id, amount: PositiveAmount, currency: CurrencyCode, orderId: Uuid, due: Type.Optional(BusinessDate) },
  strict,
);

/** `receipt.issued`: what became of an order's receipt. `copy` counts from 0, the original. */
export const ReceiptIssued = Type.Object(
  {
    orderId: Uuid,
    how: Type.Union([
      Type.Literal('printed'),
      Type.Literal('declined'),
      Type.Literal('failed'),
      /** Handed to the server to be sent; the address is in the vault. */
      Type.Literal('e-mailed'),
    ]),
    copy: Count,
    form: Type.Optional(Type.Union([Type.Literal('receipt'), Type.Literal('gift')])),
    addressId: Type.Optional(Uuid),
  },
  strict,
);

export type CartParked = Static<typeof CartParked>;
export type CartClaimed = Static<typeof CartClaimed>;
export type CartAbandoned = Static<typeof CartAbandoned>;
export type LineVoided = Static<typeof LineVoided>;
export type ProblemReported = Static<typeof ProblemReported>;
export type RestrictionChecked = Static<typeof RestrictionChecked>;
export type SalePostVoided = Static<typeof SalePostVoided>;
export type PaymentRequested = Static<typeof PaymentRequested>;
export type PaymentSettled = Static<typeof PaymentSettled>;
export type ValueIssued = Static<typeof ValueIssued>;
export type ValueRedeemed = Static<typeof ValueRedeemed>;
export type LeaseGranted = Static<typeof LeaseGranted>;
export type LeaseReturned = Static<typeof LeaseReturned>;
export type AccountMoved = Static<typeof AccountMoved>;
export type ReceiptIssued = Static<typeof ReceiptIssued>;
