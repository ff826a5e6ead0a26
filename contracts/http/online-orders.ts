import Type, { type Static, type TUnsafe } from 'typebox';
import {
  Amount,
  Count,
  CurrencyCode,
  Id,
  Instant,
  Minor,
  Nullable,
  PositiveAmount,
  Quantity,
  Text,
  Unit,
  Uuid,
} from '#contracts/schema.ts';
import { FULFILMENT_STATES } from '#domain/fulfilment/fulfilment-state.ts';
import { FULFILMENT_AXIS, PAYMENT_AXIS, RETURN_AXIS } from '#domain/fulfilment/order-state.ts';

const strict = { additionalProperties: false };
const oneOf = <const T extends readonly string[]>(values: T): TUnsafe<T[number]> =>
  Type.Unsafe<T[number]>(Type.Union(values.map((value) => Type.Literal(value))));

const FulfilmentAxis = oneOf(FULFILMENT_AXIS);
const PaymentAxis = oneOf(PAYMENT_AXIS);
const ReturnAxis = oneOf(RETURN_AXIS);
const Asker = Type.Union([Type.Literal('customer'), Type.Literal('store')]);

/** What a list of orders is sorted by: when they were placed, what was promised, how far their goods are. */
export const OnlineOrderSort = oneOf(['number', 'placed', 'fulfilment', 'due', 'total'] as const);
export type OnlineOrderSort = Static<typeof OnlineOrderSort>;

/** Which orders: `search` is anything of number, name, phone, e-mail, sku, product, member; `store` is where it is promised or sold. */
export const OnlineOrderQuery = Type.Object(
  {
    search: Type.Optional(Type.String({ maxLength: 100 })),
    fulfilment: Type.Optional(FulfilmentAxis),
    payment: Type.Optional(PaymentAxis),
    return: Type.Optional(ReturnAxis),
    store: Type.Optional(Id),
    channel: Type.Optional(Id),
    /** Only what somebody has yet to do something about. */
    open: Type.Optional(Type.Boolean()),
    sort: Type.Optional(OnlineOrderSort),
    descending: Type.Optional(Type.Boolean()),
    offset: Type.Optional(Count),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  },
  strict,
);
export type OnlineOrderQuery = Static<typeof OnlineOrderQuery>;

export const OnlineOrderRow = Type.Object(
  {
    orderId: Uuid,
    number: Text,
    channelId: Id,
    channelName: Text,
    /** The store that sells it. */
    storeId: Id,
    placedAt: Instant,
    dueAt: Nullable(Instant),
    customerName: Type.Optional(Text),
    memberId: Type.Optional(Id),
    /** Pieces, and how many different things. */
    pieces: Count,
    items: Count,
    methods: Type.Array(Type.Union([Type.Literal('pickup'), Type.Literal('ship')])),
    /** Locations that have promised some of it. */
    locationIds: Type.Array(Id),
    total: Minor,
    currency: CurrencyCode,
    fulfilment: FulfilmentAxis,
    payment: PaymentAxis,
    return: ReturnAxis,
  },
  strict,
);
export type OnlineOrderRow = Static<typeof OnlineOrderRow>;

/** A window of the list, newest first where it is not said otherwise, and how long it is. */
export const OnlineOrderList = Type.Object({ rows: Type.Array(OnlineOrderRow), total: Count }, strict);
export type OnlineOrderList = Static<typeof OnlineOrderList>;

const LineDetail = Type.Object(
  {
    lineId: Id,
    deliveryId: Id,
    variantId: Id,
    sku: Text,
    name: Text,
    unit: Unit,
    ordered: Count,
    cancelled: Count,
    promised: Count,
    staged: Count,
    left: Count,
    returnAsked: Count,
    returned: Count,
    amount: Minor,
    cancelledAmount: Minor,
    /** What of it stands in tickets, and what that cost there. */
    ticketed: Count,
    ticketedAmount: Minor,
    substitutedAmount: Minor,
  },
  strict,
);

const FulfilmentDetail = Type.Object(
  {
    fulfilmentId: Uuid,
    deliveryId: Id,
    locationId: Id,
    storeName: Text,
    method: Type.Union([Type.Literal('pickup'), Type.Literal('ship')]),
    state: oneOf(FULFILMENT_STATES),
    reasons: Type.Array(Id),
    refusal: Type.Optional(Text),
    promisedBy: Nullable(Instant),
    readyAt: Nullable(Instant),
    claimedBy: Type.Optional(Id),
    lines: Type.Array(
      Type.Object(
        {
          ...{ lineId: Id, assigned: Count, released: Count, picked: Count, short: Count },
          ...{ handedOver: Count, shipped: Count, putBack: Count },
        },
        strict,
      ),
    ),
  },
  strict,
);

/** What happened: `kind` is the fact's, `detail` what of it is neither personal nor said beside it. */
const OrderEvent = Type.Object(
  {
    kind: Text,
    at: Instant,
    storeId: Id,
    registerId: Id,
    operatorId: Nullable(Id),
    operatorName: Type.Optional(Text),
    fulfilmentId: Nullable(Uuid),
    asker: Nullable(Id),
    reason: Nullable(Text),
    note: Type.Optional(Type.String()),
    quantity: Nullable(Minor),
    amount: Nullable(Minor),
    detail: Type.Record(Type.String(), Type.Unknown()),
  },
  strict,
);

/** Everything that is known of an order. Money in minor units of its currency. */
export const OnlineOrderDetail = Type.Object(
  {
    ...OnlineOrderRow.properties,
    channelOrderId: Text,
    customer: Nullable(
      Type.Object({ name: Type.Optional(Text), phone: Type.Optional(Text), email: Type.Optional(Text) }, strict),
    ),
    note: Type.Optional(Type.String()),
    deliveries: Type.Array(
      Type.Object(
        {
          id: Id,
          method: Type.Union([Type.Literal('pickup'), Type.Literal('ship')]),
          storeId: Type.Optional(Id),
          /** As it is printed. */
          address: Type.Optional(Type.Array(Type.String())),
          promisedBy: Type.Optional(Instant),
        },
        strict,
      ),
    ),
    lines: Type.Array(LineDetail),
    charges: Type.Array(
      Type.Object(
        {
          ...{ chargeId: Id, kind: Type.Union([Type.Literal('shipping'), Type.Literal('service')]), name: Text },
          ...{ amount: Minor, cancelled: Minor },
        },
        strict,
      ),
    ),
    money: Type.Object(
      {
        ...{ total: Minor, authorised: Minor, voided: Minor, captured: Minor, refunded: Minor },
        /** Asked of the channel, and not told of yet. */
        refundAsked: Minor,
      },
      strict,
    ),
    payments: Type.Array(Type.Object({ paymentId: Text, step: Text, amount: Amount, tender: Id, at: Instant }, strict)),
    tickets: Type.Array(Type.Object({ ticketId: Uuid, receipt: Text, total: Minor }, strict)),
    fulfilments: Type.Array(FulfilmentDetail),
    timeline: Type.Array(OrderEvent),
    /** What may be done about it now (`domain/fulfilment/order-state.ts`). */
    allowed: Type.Array(oneOf(['amend', 'cancel', 'route', 'refund'])),
  },
  strict,
);
export type OnlineOrderDetail = Static<typeof OnlineOrderDetail>;

/** Without lines: all that has not left. `reason` is a word of a list. */
export const CancelChange = Type.Object(
  {
    lines: Type.Optional(
      Type.Array(Type.Object({ lineId: Id, quantity: Quantity }, strict), { minItems: 1, maxItems: 500 }),
    ),
    asker: Type.Optional(Asker),
    reason: Id,
    note: Type.Optional(Type.String({ maxLength: 500 })),
  },
  strict,
);
export type CancelChange = Static<typeof CancelChange>;

/** An address as it is printed; `domain/fulfilment/channel-order.ts`. */
export const OrderAddress = Type.Object(
  {
    name: Text,
    lines: Type.Array(Text, { maxItems: 6 }),
    postalCode: Type.String({ maxLength: 20 }),
    city: Text,
    country: Type.String({ pattern: '^[A-Z]{2}$' }),
    phone: Type.Optional(Text),
  },
  strict,
);

/** Where, how or by when a delivery goes from now on; what is not named stays. */
export const AmendChange = Type.Object(
  {
    deliveryId: Id,
    method: Type.Optional(Type.Union([Type.Literal('pickup'), Type.Literal('ship')])),
    storeId: Type.Optional(Id),
    promisedBy: Type.Optional(Instant),
    address: Type.Optional(OrderAddress),
    asker: Type.Optional(Asker),
    reason: Id,
    note: Type.Optional(Type.String({ maxLength: 500 })),
  },
  strict,
);
export type AmendChange = Static<typeof AmendChange>;

/** A location that a person chose. */
export const RouteChange = Type.Object({ locationId: Id, reason: Type.Optional(Id) }, strict);
export type RouteChange = Static<typeof RouteChange>;

/** Given back of what an order's postage and service cost, as after a complaint. */
export const RefundChange = Type.Object(
  { amount: PositiveAmount, reason: Id, note: Type.Optional(Type.String({ maxLength: 500 })) },
  strict,
);
export type RefundChange = Static<typeof RefundChange>;

/** `order-state`: its state does not allow it; `order-quantity`: more than there is, or nothing. */
export const DecideAnswer = Type.Union([
  Type.Object({ ok: Type.Literal(true) }, strict),
  Type.Object(
    { ok: Type.Literal(false), code: oneOf(['order-unknown', 'order-state', 'order-quantity', 'store-unknown']) },
    strict,
  ),
]);
export type DecideAnswer = Static<typeof DecideAnswer>;
