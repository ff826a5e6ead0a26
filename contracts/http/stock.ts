import Type, { type Static } from 'typebox';
import { PurchaseOrderPublished, SupplierPublished } from '#contracts/facts/stock-facts.ts';
import { Revision } from '#contracts/http/catalogue.ts';
import { BusinessDate, Count, Id, Instant, Minor, PositiveInteger, Text, Uuid } from '#contracts/schema.ts';

const strict = { additionalProperties: false };

/** Why stock changed. */
export const MovementKind = Type.Union([
  Type.Literal('opening'),
  Type.Literal('sale'),
  Type.Literal('return'),
  Type.Literal('post-void'),
  Type.Literal('received'),
  Type.Literal('adjusted'),
  Type.Literal('sent'),
  Type.Literal('accepted'),
  Type.Literal('supplier-return'),
  Type.Literal('count'),
  /** Goods of an online order that their customer, or a carrier, took. */
  Type.Literal('handed-over'),
  Type.Literal('shipped'),
]);
export type MovementKind = Static<typeof MovementKind>;

/** A variant at a location; quantities in smallest units, `available` is on hand less committed and staged, and may be negative. */
export const StockFigures = Type.Object(
  {
    locationId: Id,
    storeName: Text,
    onHand: Minor,
    committed: Minor,
    staged: Minor,
    /** Sent here and not yet accepted. */
    inTransit: Minor,
    /** Asked of suppliers and not yet received. */
    onOrder: Minor,
    available: Minor,
    /** Moving average: so many minor units for so many smallest units; only for those with the permission `costs`. */
    average: Type.Optional(Type.Union([Type.Object({ amount: Minor, quantity: Count }, strict), Type.Null()])),
    value: Type.Optional(Minor),
  },
  strict,
);
export type StockFigures = Static<typeof StockFigures>;

/** One movement, with what it left on hand; newest first. */
export const MovementRow = Type.Object(
  {
    journalId: Uuid,
    seq: Count,
    no: Count,
    at: Instant,
    businessDate: BusinessDate,
    kind: MovementKind,
    quantity: Minor,
    onHandAfter: Minor,
    reason: Type.Union([Id, Type.Null()]),
    placeId: Type.Union([Id, Type.Null()]),
    batch: Type.Union([Text, Type.Null()]),
    expiry: Type.Union([BusinessDate, Type.Null()]),
    operatorId: Type.Union([Id, Type.Null()]),
    registerId: Type.Union([Id, Type.Null()]),
    /** What it is part of: a receipt's number, a transfer, a purchase order, a count. */
    document: Type.Union([
      Type.Object({ kind: Type.String({ maxLength: 40 }), id: Id, text: Type.String({ maxLength: 120 }) }, strict),
      Type.Null(),
    ]),
  },
  strict,
);
export type MovementRow = Static<typeof MovementRow>;

/**
 * GET /stock/variants/:variantId?locationId=&before=&limit= (register, permission `stock`): figures everywhere; movements, in the
 * order in which they were booked, and lots at one location, the register's own where none is named.
 */
export const VariantStockQuery = Type.Object(
  {
    locationId: Type.Optional(Id),
    before: Type.Optional(Type.String({ pattern: '^[0-9]{1,15}$' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  },
  strict,
);
export type VariantStockQuery = Static<typeof VariantStockQuery>;

export const VariantStockAnswer = Type.Object(
  {
    variantId: Id,
    locations: Type.Array(StockFigures),
    /** Where it lies in the location that was asked for, where that is said. */
    homePlaceId: Type.Optional(Id),
    movements: Type.Array(MovementRow),
    /** Give it as `before` for the next; null at the end. */
    next: Type.Union([Text, Type.Null()]),
    lots: Type.Array(
      Type.Object(
        {
          batch: Type.Union([Text, Type.Null()]),
          expiry: Type.Union([BusinessDate, Type.Null()]),
          placeId: Type.Union([Id, Type.Null()]),
          quantity: Minor,
        },
        strict,
      ),
    ),
  },
  strict,
);
export type VariantStockAnswer = Static<typeof VariantStockAnswer>;

/** GET /stock/transfers?open=true&limit= (register, permission `stock`): transfers from or to the register's location, newest first. */
export const TransferQuery = Type.Object(
  {
    open: Type.Optional(Type.Boolean()),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  },
  strict,
);
export type TransferQuery = Static<typeof TransferQuery>;

export const TransferRow = Type.Object(
  {
    transferId: Uuid,
    /** Null while only its acceptance was heard of. */
    fromLocationId: Type.Union([Id, Type.Null()]),
    fromName: Type.Union([Text, Type.Null()]),
    toLocationId: Id,
    toName: Text,
    sentAt: Type.Union([Instant, Type.Null()]),
    status: Type.Union([Type.Literal('in-transit'), Type.Literal('partly-accepted'), Type.Literal('accepted')]),
    lines: Type.Array(
      Type.Object({ variantId: Id, sent: Count, accepted: Count, damaged: Count, missing: Minor }, strict),
    ),
  },
  strict,
);
export const TransferList = Type.Object({ transfers: Type.Array(TransferRow) }, strict);
export type TransferRow = Static<typeof TransferRow>;
export type TransferList = Static<typeof TransferList>;

/** GET /stock/elsewhere/:variantId (register): what the chain's stores have of a variant and can still promise, for who sells it here. */
export const ElsewhereAnswer = Type.Object(
  { at: Instant, stores: Type.Array(Type.Object({ storeId: Id, available: Minor }, strict)) },
  strict,
);
export type ElsewhereAnswer = Static<typeof ElsewhereAnswer>;

/** GET /stock/locations (register, permission `stock`): where stock can be sent. */
export const LocationList = Type.Object(
  { locations: Type.Array(Type.Object({ locationId: Id, storeId: Id, name: Text }, strict)) },
  strict,
);
export type LocationList = Static<typeof LocationList>;

/** A supplier, when it was last changed, and by which operator (null: the system's). */
export const SupplierRow = Type.Object(
  {
    revision: PositiveInteger,
    supplier: SupplierPublished,
    changedAt: Instant,
    changedBy: Type.Union([Id, Type.Null()]),
  },
  strict,
);
export type SupplierRow = Static<typeof SupplierRow>;
/** GET /suppliers (register, permission `purchasing`): all of them by name. */
export const SupplierList = Type.Object({ suppliers: Type.Array(SupplierRow) }, strict);
export type SupplierList = Static<typeof SupplierList>;
/** PUT /suppliers/:supplierId (likewise): makes a supplier (revision 0), or changes one that is still at this revision. */
export const SupplierChange = Type.Object({ revision: Revision, supplier: SupplierPublished }, strict);
export type SupplierChange = Static<typeof SupplierChange>;
/** 200. A conflict says what it is now, null where there is none. */
export const SupplierAnswer = Type.Union([
  Type.Object({ ok: Type.Literal(true), revision: PositiveInteger }, strict),
  Type.Object(
    { ok: Type.Literal(false), conflict: Type.Object({ now: Type.Union([SupplierRow, Type.Null()]) }, strict) },
    strict,
  ),
]);
export type SupplierAnswer = Static<typeof SupplierAnswer>;

/** A purchase order, with what of it has come, damaged or not; `received` by variant. */
export const PurchaseOrderRow = Type.Object(
  {
    revision: Revision,
    order: PurchaseOrderPublished,
    supplierName: Text,
    locationName: Text,
    at: Instant,
    received: Type.Record(Type.String(), Minor),
    total: Minor,
    /** Its last e-mail and whether it has left; missing where none was asked for. */
    mail: Type.Optional(
      Type.Object(
        {
          to: Text,
          status: Type.Union([Type.Literal('waiting'), Type.Literal('sent'), Type.Literal('failed')]),
        },
        strict,
      ),
    ),
  },
  strict,
);
export type PurchaseOrderRow = Static<typeof PurchaseOrderRow>;

const { packCost, ...ExpectedLine } = PurchaseOrderPublished.properties.lines.items.properties;
/** The same for whoever receives it: without the permissions `costs` and `purchasing` it does not say what it costs. */
export const ExpectedOrderRow = Type.Object(
  {
    ...PurchaseOrderRow.properties,
    order: Type.Object(
      {
        ...PurchaseOrderPublished.properties,
        lines: Type.Array(Type.Object({ ...ExpectedLine, packCost: Type.Optional(packCost) }, strict)),
      },
      strict,
    ),
    total: Type.Optional(Minor),
  },
  strict,
);
export type ExpectedOrderRow = Static<typeof ExpectedOrderRow>;
/**
 * GET /purchase-orders?purchaseOrderId=&status=&locationId=&limit= (register, permission `stock` to receive, `purchasing` to change):
 * the last made first, an `ExpectedOrderList`; with `purchasing` or `costs` a `PurchaseOrderList`, which says what they cost.
 * GET /purchase-orders/:purchaseOrderId/file.csv (permission `purchasing`) is one as a file for its supplier.
 */
export const PurchaseOrderQuery = Type.Object(
  {
    purchaseOrderId: Type.Optional(Id),
    status: Type.Optional(PurchaseOrderPublished.properties.status),
    locationId: Type.Optional(Id),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  },
  strict,
);
export type PurchaseOrderQuery = Static<typeof PurchaseOrderQuery>;
/** `mail`: whether this server sends e-mail. */
export const PurchaseOrderList = Type.Object(
  { orders: Type.Array(PurchaseOrderRow), mail: Type.Optional(Type.Boolean()) },
  strict,
);
export type PurchaseOrderList = Static<typeof PurchaseOrderList>;
export const ExpectedOrderList = Type.Object(
  { ...PurchaseOrderList.properties, orders: Type.Array(ExpectedOrderRow) },
  strict,
);
export type ExpectedOrderList = Static<typeof ExpectedOrderList>;

/** An order as it is asked for: the server gives the number. */
export const PurchaseOrderDraft = Type.Omit(PurchaseOrderPublished, ['number', 'mailTo'], strict);
export type PurchaseOrderDraft = Static<typeof PurchaseOrderDraft>;
/**
 * PUT /purchase-orders/:purchaseOrderId (register, permission `purchasing`). `mail` sends it to the supplier's address. Refused is a
 * 409: `change-conflict` where it is not as it was when it was changed, `order-not-changeable` where its state does not allow that.
 */
export const PurchaseOrderChange = Type.Object(
  { revision: Revision, order: PurchaseOrderDraft, mail: Type.Optional(Type.Literal(true)) },
  strict,
);
export type PurchaseOrderChange = Static<typeof PurchaseOrderChange>;
/** Why an order cannot be sent: `code` is from the registry of errors, `needed` the pack size, quantity or value that it names. */
export const PurchaseOrderFault = Type.Object(
  { code: Id, variantId: Type.Union([Id, Type.Null()]), needed: Type.Union([Count, Type.Null()]) },
  strict,
);
/** 200. Faults are values, so that a form can show them beside what was entered. */
export const PurchaseOrderAnswer = Type.Union([
  Type.Object({ ok: Type.Literal(true), revision: PositiveInteger, number: PositiveInteger }, strict),
  Type.Object({ ok: Type.Literal(false), faults: Type.Array(PurchaseOrderFault) }, strict),
]);
export type PurchaseOrderAnswer = Static<typeof PurchaseOrderAnswer>;
