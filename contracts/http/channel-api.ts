import Type, { type Static } from 'typebox';
import {
  Count,
  CurrencyCode,
  Id,
  Instant,
  Nullable,
  PositiveInteger,
  Quantity,
  Sha256,
  Text,
  Unit,
  Uuid,
  WholeAmount,
  WholeQuantity,
} from '#contracts/schema.ts';

const strict = { additionalProperties: false };

/** Names the same request, however often it is sent: one to 64 visible ASCII characters. */
export const IDEMPOTENCY_HEADER = 'idempotency-key';
/** An id that the site gives; it stands in addresses. */
export const SiteId = Type.String({ pattern: '^[A-Za-z0-9._:-]{1,48}$' });
const Method = Type.Union([Type.Literal('pickup'), Type.Literal('ship')]);

/** A store whose stock the channel sells, and where orders may be fetched. */
export const ChannelStore = Type.Object(
  { storeId: Id, name: Text, address: Type.Array(Text), currency: CurrencyCode },
  strict,
);

/** GET /channel/v1: what the key is for. Amounts are in minor units of `currency`, of which one has 10 to the power of `digits`. */
export const ChannelInfo = Type.Object(
  {
    channelId: Id,
    name: Text,
    currency: Type.Object({ code: CurrencyCode, digits: Count }, strict),
    language: Text,
    timeZone: Text,
    pricesIncludeTax: Type.Boolean(),
    readyWithinHours: PositiveInteger,
    keptDays: PositiveInteger,
    stores: Type.Array(ChannelStore),
  },
  strict,
);
export type ChannelInfo = Static<typeof ChannelInfo>;

const StoreStock = Type.Object({ storeId: Id, available: Count }, strict);

/** What the channel offers. `amount` is what its customer pays for one (of `kg` and `m`: for 1,000 of the smallest unit). */
export const ChannelProduct = Type.Object(
  {
    variantId: Id,
    productId: Id,
    sku: Text,
    gtins: Type.Array(Type.String()),
    name: Text,
    names: Type.Optional(Type.Record(Type.String(), Text)),
    descriptions: Type.Optional(Type.Record(Type.String(), Type.String())),
    categoryId: Id,
    category: Text,
    unit: Unit,
    options: Type.Optional(Type.Record(Type.String(), Text)),
    minimumAge: Type.Optional(PositiveInteger),
    amount: Count,
    /** SHA-256 of pictures: GET /channel/v1/pictures/:hash. */
    pictures: Type.Array(Sha256),
    available: Count,
    stock: Type.Array(StoreStock),
  },
  strict,
);
export type ChannelProduct = Static<typeof ChannelProduct>;

/** GET /channel/v1/categories: those of what is offered, by name, with how many products each has. */
export const ChannelCategory = Type.Object(
  { categoryId: Id, name: Text, names: Type.Optional(Type.Record(Type.String(), Text)), products: Count },
  strict,
);
export const CategoriesAnswer = Type.Object({ categories: Type.Array(ChannelCategory) }, strict);
export type CategoriesAnswer = Static<typeof CategoriesAnswer>;

export const PRODUCTS_MAX = 200;
/**
 * GET /channel/v1/products: what is offered, by name, from `cursor` on. `search` finds words of name, sku and barcode; `variantId`
 * may be several with commas between them.
 */
export const ProductsQuery = Type.Object(
  {
    cursor: Type.Optional(Type.String({ pattern: '^\\d{1,9}$' })),
    limit: Type.Optional(Type.String({ pattern: '^\\d{1,3}$' })),
    search: Type.Optional(Type.String({ maxLength: 200 })),
    categoryId: Type.Optional(Id),
    variantId: Type.Optional(Type.String({ minLength: 1, maxLength: 4000 })),
  },
  strict,
);
export type ProductsQuery = Static<typeof ProductsQuery>;
export const ProductsAnswer = Type.Object(
  { products: Type.Array(ChannelProduct), total: Count, cursor: Nullable(Type.String()) },
  strict,
);
export type ProductsAnswer = Static<typeof ProductsAnswer>;

const Address = Type.Object(
  {
    name: Text,
    lines: Type.Array(Text, { minItems: 1, maxItems: 6 }),
    postalCode: Type.String({ maxLength: 20 }),
    city: Text,
    country: Type.String({ pattern: '^[A-Z]{2}$' }),
    phone: Type.Optional(Text),
  },
  strict,
);

/** How some of an order reaches its customer: fetched in `storeId`, or sent to `address`. */
export const OrderDelivery = Type.Object(
  {
    id: SiteId,
    method: Method,
    storeId: Type.Optional(Id),
    address: Type.Optional(Address),
    promisedBy: Type.Optional(Instant),
  },
  strict,
);
export type OrderDelivery = Static<typeof OrderDelivery>;

/** A line: one of `variantId`, `sku` and `gtin` says what. Without `amount` it is bought at the price of now. */
export const OrderLine = Type.Object(
  {
    lineId: SiteId,
    variantId: Type.Optional(Id),
    sku: Type.Optional(Text),
    gtin: Type.Optional(Type.String({ pattern: '^\\d{8,14}$' })),
    name: Type.Optional(Text),
    /** In the variant's smallest unit. */
    quantity: Quantity,
    /** Of the whole quantity, after discounts, with taxes, as the customer pays it. */
    amount: Type.Optional(WholeAmount),
    /** The first delivery, where none is named. */
    deliveryId: Type.Optional(SiteId),
    substitution: Type.Optional(Type.Union([Type.Literal('none'), Type.Literal('ask'), Type.Literal('allowed')])),
  },
  strict,
);
export type OrderLine = Static<typeof OrderLine>;

export const OrderCharge = Type.Object(
  {
    chargeId: SiteId,
    kind: Type.Union([Type.Literal('shipping'), Type.Literal('service')]),
    name: Text,
    amount: WholeAmount,
  },
  strict,
);

/** A step of a payment. Each `paymentId` and `step` counts once; a refund has an id of its own. */
export const OrderPayment = Type.Object(
  {
    paymentId: SiteId,
    step: Type.Union([
      Type.Literal('authorised'),
      Type.Literal('captured'),
      Type.Literal('voided'),
      Type.Literal('refunded'),
      Type.Literal('failed'),
    ]),
    amount: WholeAmount,
    reference: Type.Optional(Text),
  },
  strict,
);
export type OrderPayment = Static<typeof OrderPayment>;

const Customer = Type.Object(
  {
    name: Text,
    email: Type.Optional(Text),
    phone: Type.Optional(Text),
    /** Whom the site knows to be this member. */
    memberId: Type.Optional(Id),
    language: Type.Optional(Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$', maxLength: 35 })),
  },
  strict,
);

/** POST /channel/v1/orders: places an order, once for each `orderRef`. */
export const OrderRequest = Type.Object(
  {
    /** What the site calls it. */
    orderRef: SiteId,
    /** What its customer calls it; `orderRef` where it is left out. */
    number: Type.Optional(Text),
    placedAt: Type.Optional(Instant),
    customer: Customer,
    note: Type.Optional(Text),
    deliveries: Type.Array(OrderDelivery, { minItems: 1, maxItems: 20 }),
    lines: Type.Array(OrderLine, { minItems: 1, maxItems: 200 }),
    charges: Type.Optional(Type.Array(OrderCharge, { maxItems: 20 })),
    payments: Type.Optional(Type.Array(OrderPayment, { maxItems: 20 })),
  },
  strict,
);
export type OrderRequest = Static<typeof OrderRequest>;

/** PATCH /channel/v1/orders/:orderRef: lines and charges that are bought besides, deliveries as they are from now on. */
export const OrderChange = Type.Object(
  {
    lines: Type.Optional(Type.Array(OrderLine, { minItems: 1, maxItems: 200 })),
    charges: Type.Optional(Type.Array(OrderCharge, { minItems: 1, maxItems: 20 })),
    deliveries: Type.Optional(Type.Array(OrderDelivery, { minItems: 1, maxItems: 20 })),
  },
  { ...strict, minProperties: 1 },
);
export type OrderChange = Static<typeof OrderChange>;

/** POST …/cancellations: takes lines off, or all that has not left where none are named; charges only with the last of them. */
export const OrderCancellation = Type.Object(
  {
    lines: Type.Optional(
      Type.Array(Type.Object({ lineId: SiteId, quantity: Quantity }, strict), { minItems: 1, maxItems: 200 }),
    ),
  },
  strict,
);
export type OrderCancellation = Static<typeof OrderCancellation>;

/** POST …/returns: what its customer means to bring or send back. */
export const ReturnRequest = Type.Object(
  {
    lines: Type.Array(Type.Object({ lineId: SiteId, quantity: Quantity, reason: Id }, strict), {
      minItems: 1,
      maxItems: 200,
    }),
    method: Type.Union([Type.Literal('store'), Type.Literal('post')]),
  },
  strict,
);
export type ReturnRequest = Static<typeof ReturnRequest>;

const StateLine = Type.Object(
  {
    lineId: Id,
    variantId: Nullable(Id),
    sku: Nullable(Text),
    name: Text,
    unit: Nullable(Unit),
    deliveryId: Id,
    ordered: Count,
    /** Of the whole quantity ordered. */
    amount: Count,
    cancelled: Count,
    /** Taken from its shelf, and not gone yet. */
    ready: Count,
    /** Handed over or shipped. */
    gone: Count,
    returnAsked: Count,
    returned: Count,
  },
  strict,
);

const StateFulfilment = Type.Object(
  {
    fulfilmentId: Uuid,
    deliveryId: Nullable(Id),
    storeId: Nullable(Id),
    method: Nullable(Method),
    /** `domain/fulfilment/fulfilment-state.ts` */
    state: Text,
    promisedBy: Nullable(Instant),
    readyAt: Nullable(Instant),
    /** What its customer shows to be given a pickup that lies ready, as `4T7-KXQ2`. */
    pickupCode: Nullable(Text),
    lines: Type.Array(Type.Object({ lineId: Id, quantity: WholeQuantity, gone: WholeQuantity }, strict)),
    parcels: Type.Array(
      Type.Object({ carrier: Text, tracking: Type.Optional(Text), trackingUrl: Type.Optional(Text) }, strict),
    ),
  },
  strict,
);

/**
 * How an order stands. `placed` is false until a line of it is known to be a product here; lines that are not are listed in
 * `unmapped`, and follow when somebody says what they are.
 */
export const OrderState = Type.Object(
  {
    orderRef: Text,
    orderId: Uuid,
    number: Text,
    placedAt: Instant,
    updatedAt: Instant,
    currency: CurrencyCode,
    placed: Type.Boolean(),
    unmapped: Type.Array(Id),
    /** Lines and charges, less what was cancelled. */
    total: Count,
    payment: Text,
    fulfilment: Text,
    return: Text,
    money: Type.Object({ authorised: Count, voided: Count, captured: Count, refunded: Count }, strict),
    /** Whether a change of lines or deliveries, and a cancellation, would be taken now. */
    may: Type.Object({ change: Type.Boolean(), cancel: Type.Boolean(), return: Type.Boolean() }, strict),
    customer: Customer,
    note: Type.Optional(Text),
    deliveries: Type.Array(OrderDelivery),
    lines: Type.Array(StateLine),
    charges: Type.Array(Type.Object({ chargeId: Id, kind: Text, name: Text, amount: Count, cancelled: Count }, strict)),
    fulfilments: Type.Array(StateFulfilment),
  },
  strict,
);
export type OrderState = Static<typeof OrderState>;

/** GET /channel/v1/orders: orders that the channel placed, the last changed first, by `memberId` where one is named. */
export const OrdersQuery = Type.Object(
  { memberId: Type.Optional(Id), limit: Type.Optional(Type.String({ pattern: '^\\d{1,3}$' })) },
  strict,
);
export const OrdersAnswer = Type.Object(
  {
    orders: Type.Array(
      Type.Object({ orderRef: Text, orderId: Uuid, number: Text, placedAt: Instant, updatedAt: Instant }, strict),
    ),
  },
  strict,
);
export type OrdersAnswer = Static<typeof OrdersAnswer>;

/** What a channel is told. Events come in order of `seq`; the same event always has the same `eventId`. */
export const ChannelEventKind = Type.Union([
  Type.Literal('order.ready'),
  Type.Literal('order.shipped'),
  Type.Literal('order.handed-over'),
  Type.Literal('order.cancelled'),
  Type.Literal('refund.due'),
  Type.Literal('stock.changed'),
  Type.Literal('product.changed'),
]);
export type ChannelEventKind = Static<typeof ChannelEventKind>;

export const ChannelEvent = Type.Object(
  {
    eventId: Uuid,
    seq: Count,
    kind: ChannelEventKind,
    at: Instant,
    /** What it is about; `docs/guides/channels.md` says what each kind holds. */
    data: Type.Record(Type.String(), Type.Unknown()),
  },
  strict,
);
export type ChannelEvent = Static<typeof ChannelEvent>;

/** GET /channel/v1/events?after=seq: what was told, for whoever missed a webhook or has none. Kept for 30 days. */
export const EventsQuery = Type.Object(
  {
    after: Type.Optional(Type.String({ pattern: '^\\d{1,15}$' })),
    limit: Type.Optional(Type.String({ pattern: '^\\d{1,3}$' })),
  },
  strict,
);
export const EventsAnswer = Type.Object({ events: Type.Array(ChannelEvent), more: Type.Boolean() }, strict);
export type EventsAnswer = Static<typeof EventsAnswer>;

/** PUT /channel/v1/webhook: where events are sent; null: nowhere. Answers the secret that they are signed with, this once. */
export const WebhookRequest = Type.Object(
  { url: Nullable(Type.String({ pattern: '^https?://', maxLength: 500 })) },
  strict,
);
export const WebhookAnswer = Type.Object(
  { url: Nullable(Type.String()), secret: Type.Optional(Type.String()) },
  strict,
);
export type WebhookAnswer = Static<typeof WebhookAnswer>;
