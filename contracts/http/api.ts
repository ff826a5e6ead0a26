import Type, { type Static } from 'typebox';
import { OrderCompleted, StoredValueClass, TaxLine } from '#contracts/facts/order-completed.ts';
import {
  BusinessDate,
  Count,
  CurrencyCode,
  Id,
  Instant,
  Minor,
  PositiveInteger,
  Quantity,
  Sha256,
  Text,
  Unit,
  Uuid,
} from '#contracts/schema.ts';
import { NetContent, PICTURES_MAX, PublishedRules } from '#contracts/views/catalogue.ts';
import { ViewDocument } from '#contracts/views/documents.ts';

const strict = { additionalProperties: false };

/** Version of the HTTP contract, sent as `x-omnitill-protocol`. */
export const PROTOCOL_VERSION = 1;
/** How far a register had written its journal when it sent a request, and when that was: `<seq> <instant>`. */
export const JOURNAL_HEAD_HEADER = 'x-omnitill-journal-head';
/** Media type of journal lines. */
export const JOURNAL_TYPE = 'application/x-omnitill-journal';
/** Most bytes of one push, and most documents of one pull. */
export const PUSH_BYTES_MAX = 1_000_000;
export const PULL_LIMIT_MAX = 64;

/** Every refusal: `code` from the registry, `message` in English for a developer or an operator of the system. */
export const Problem = Type.Object({ code: Id, message: Text }, strict);
export type Problem = Static<typeof Problem>;

/** GET /health */
export const Health = Type.Object(
  {
    status: Type.Literal('ok'),
    version: Type.String(),
    protocol: Count,
    database: Type.Union([Type.Literal('embedded'), Type.Literal('postgresql')]),
    at: Instant,
    /** Whether receipts are sent by e-mail; while it is off they wait. */
    mail: Type.Optional(Type.Union([Type.Literal('on'), Type.Literal('off')])),
  },
  strict,
);

/** POST /registers/enrol: a one-time code, and the public key of the journal that the host has just begun. */
export const EnrolRequest = Type.Object(
  { code: Type.String({ minLength: 4, maxLength: 40 }), journalId: Uuid, publicKey: Type.String({ maxLength: 200 }) },
  strict,
);
export type EnrolRequest = Static<typeof EnrolRequest>;
export const EnrolAnswer = Type.Object(
  {
    storeId: Id,
    registerId: Id,
    journalId: Uuid,
    receiptSeries: Id,
    /** Bearer token of this incarnation. */
    token: Type.String(),
    /** Secret key of argon2id for this chain's PIN hashes, base64url. */
    pepper: Type.String(),
  },
  strict,
);
export type EnrolAnswer = Static<typeof EnrolAnswer>;

/** What a code lets in: a till, which has a host and keys of its own, or a browser as a device without a host. */
export const CodeKind = Type.Union([Type.Literal('till'), Type.Literal('tablet')]);
export type CodeKind = Static<typeof CodeKind>;

/**
 * POST /registers/codes (administrator): a code that enrols one register, once; a till where no `kind` is said. Without `registerId`
 * it makes a new one.
 */
export const CodeRequest = Type.Object(
  { storeId: Id, kind: Type.Optional(CodeKind), name: Type.Optional(Text), registerId: Type.Optional(Id) },
  strict,
);
export const CodeAnswer = Type.Object({ code: Type.String(), storeId: Id, expiresAt: Instant }, strict);
export type CodeAnswer = Static<typeof CodeAnswer>;

/**
 * POST /registers/revoke {registerId} (register, permission `settings`): takes another register of the operator's stores out of service.
 * POST /registers/:registerId/revoke (administrator): any register. What it witnessed it may still push.
 */
export const RevokeRequest = Type.Object({ registerId: Id }, strict);
export const RevokeAnswer = Type.Object({ registerId: Id, name: Text }, strict);
export type RevokeAnswer = Static<typeof RevokeAnswer>;

/** POST /facts (register): body of journal lines as journalled, in order, one journal. */
export const Verdict = Type.Object(
  {
    seq: Count,
    /** `exception`: booked, and someone must look. `parked`: waits for what comes before it. `quarantined`: not authentic, kept apart. */
    verdict: Type.Union([Type.Literal('exception'), Type.Literal('parked'), Type.Literal('quarantined')]),
    code: Id,
  },
  strict,
);
export type Verdict = Static<typeof Verdict>;
export const PushAnswer = Type.Object(
  {
    /** The journal's facts up to here are durably taken. */
    watermark: Count,
    /** SHA-256 of the fact at the watermark, so that a till can tell a server that took another history. */
    hash: Type.String(),
    /** Facts that need a word; all others were booked. */
    verdicts: Type.Array(Verdict),
  },
  strict,
);
export type PushAnswer = Static<typeof PushAnswer>;

/** Where a reader stands in a feed. `nonce` names the state of the feed that was read: after a restore to before it, it is unknown. */
export const Checkpoint = Type.Object({ position: Count, nonce: Type.String({ maxLength: 64 }) }, strict);
export type Checkpoint = Static<typeof Checkpoint>;

/** GET /feeds/chain and /feeds/store?position=&nonce=&limit= (register). No position: from the beginning. */
export const PullQuery = Type.Object(
  {
    position: Type.Optional(Count),
    nonce: Type.Optional(Type.String({ maxLength: 64 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: PULL_LIMIT_MAX })),
  },
  strict,
);
export const PullAnswer = Type.Object(
  {
    documents: Type.Array(ViewDocument),
    checkpoint: Checkpoint,
    /** Documents in the feed after this answer: 0 means the reader has all. */
    remaining: Count,
  },
  strict,
);
export type PullAnswer = Static<typeof PullAnswer>;

/**
 * One server-sent event of GET /events (register): a feed moved, the register's configuration changed, or `fleet`: something about
 * registers is worth looking at (its position only grows).
 */
export const Announcement = Type.Object(
  {
    topic: Type.Union([Type.Literal('chain'), Type.Literal('store'), Type.Literal('config'), Type.Literal('fleet')]),
    position: Count,
  },
  strict,
);
export type Announcement = Static<typeof Announcement>;

/** GET /stores (administrator): the stores there are, as far as an import needs to know them. */
export const StoreList = Type.Object(
  {
    stores: Type.Array(
      Type.Object({ storeId: Id, name: Text, digits: Type.Integer(), pricesIncludeTax: Type.Boolean() }, strict),
    ),
  },
  strict,
);
export type StoreList = Static<typeof StoreList>;

const StoreMinute = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}$' });

/** Quantities are in smallest units. */
const skuQuantities = Type.Optional(
  Type.Array(Type.Object({ sku: Text, quantity: Quantity }, strict), { minItems: 1, maxItems: 100 }),
);

/** POST /import/products (administrator): rows of a product CSV, already parsed; `line` is for the report. */
export const ProductRow = Type.Object(
  {
    line: Count,
    sku: Text,
    name: Text,
    category: Text,
    /** Minor units, per store, in the store's tax regime. */
    prices: Type.Record(Id, Count),
    gtins: Type.Array(Type.String({ pattern: '^\\d{14}$' })),
    unit: Type.Optional(Unit),
    taxCategory: Id,
    /** What sets it apart, whole; without it the variant keeps the rules it has. `linked` and `parts` name skus. */
    rules: Type.Optional(
      Type.Object({ ...PublishedRules.properties, linked: skuQuantities, parts: skuQuantities }, strict),
    ),
    /** Makes the category a department, by which unlisted items sell; without it the category stays as it is. */
    categoryTax: Type.Optional(Id),
    /** Opening stock by store, booked only when the variant is new. */
    stock: Type.Record(Id, Minor),
    names: Type.Optional(Type.Record(Type.String(), Text)),
    /** Translations of the category's name; without them the category keeps those it has. */
    categoryNames: Type.Optional(Type.Record(Type.String(), Text)),
    /** By language; an empty one takes the description of that language away, others stay. */
    descriptions: Type.Optional(Type.Record(Type.String(), Type.String({ maxLength: 5000 }))),
    /** Null takes it away. */
    netContent: Type.Optional(Type.Union([NetContent, Type.Null()])),
    archived: Type.Optional(Type.Boolean()),
    /** The price that is to begin at a minute (`2026-12-01T08:00`) on a store's clocks, by store. */
    ahead: Type.Optional(Type.Record(Id, Type.Object({ amount: Count, from: StoreMinute }, strict))),
    /** Where it lies in the register's store: a place's name or id; an empty one is nowhere. */
    place: Type.Optional(Type.String({ maxLength: 200 })),
    /** Pictures in their order, by hash; words that are known of one stay with it. None takes them away. */
    pictures: Type.Optional(Type.Array(Sha256, { maxItems: PICTURES_MAX })),
  },
  strict,
);
export type ProductRow = Static<typeof ProductRow>;
export const ImportRequest = Type.Object({ rows: Type.Array(ProductRow, { maxItems: 1000 }) }, strict);
export const ImportAnswer = Type.Object(
  {
    created: Count,
    changed: Count,
    unchanged: Count,
    /** `reason` in English; `code` of the registry of errors, or of `CSV_REASONS`, for a screen to word it. */
    refused: Type.Array(
      Type.Object(
        {
          line: Count,
          reason: Text,
          code: Type.Optional(Id),
          params: Type.Optional(Type.Record(Type.String(), Type.String())),
        },
        strict,
      ),
    ),
  },
  strict,
);
export type ImportAnswer = Static<typeof ImportAnswer>;

/** PUT /vault/:subjectId (register): a person's text, kept apart from facts. Sending it again changes nothing. */
export const VaultText = Type.Object({ text: Type.String({ minLength: 1, maxLength: 100_000 }) }, strict);

/** GET /stored-value/:instrument (register): what it holds; `leased` is what registers may spend without asking. */
export const StoredValueAnswer = Type.Object(
  { instrument: Id, class: StoredValueClass, currency: CurrencyCode, balance: Minor, leased: Count },
  strict,
);
export type StoredValueAnswer = Static<typeof StoredValueAnswer>;

/** GET /accounts/:accountId (register): what a member owes. */
export const AccountAnswer = Type.Object({ accountId: Id, currency: CurrencyCode, balance: Minor }, strict);

/**
 * POST /leases (register): asks to spend up to `amount` more of an instrument without asking; `lease` is null when nothing is left.
 * The register names the lease and counts its grants by `epoch`: the same request gets the same answer.
 */
export const LeaseRequest = Type.Object(
  { leaseId: Uuid, epoch: Count, instrument: Id, amount: PositiveInteger },
  strict,
);
export type LeaseRequest = Static<typeof LeaseRequest>;
export const LeaseAnswer = Type.Object(
  {
    lease: Type.Union([Type.Object({ leaseId: Uuid, amount: PositiveInteger, epoch: Count }, strict), Type.Null()]),
    balance: Minor,
    class: StoredValueClass,
    currency: CurrencyCode,
  },
  strict,
);
export type LeaseAnswer = Static<typeof LeaseAnswer>;

/** A line of a past order, with what may still come back. */
export const OrderLineRow = Type.Object(
  { lineId: Id, returned: Count, refunded: Minor, refundedTaxes: Type.Array(TaxLine) },
  strict,
);
/** GET /orders/:orderId (register): an order of any store, and what of it came back already. */
export const OrderAnswer = Type.Object(
  {
    orderId: Uuid,
    storeId: Id,
    registerId: Id,
    journalId: Uuid,
    operatorId: Type.Union([Id, Type.Null()]),
    at: Instant,
    businessDate: BusinessDate,
    order: OrderCompleted,
    returned: Type.Array(OrderLineRow),
    /** Given back so far, by the original payment. */
    refunds: Type.Array(Type.Object({ tender: Id, amount: Minor, reference: Type.Optional(Text) }, strict)),
    postVoided: Type.Boolean(),
    notes: Type.Record(Type.String(), Text),
    /** Of a ticket with an order for what is collected or shipped: what of which lines was handed to nobody, and is not given back. */
    undelivered: Type.Optional(Type.Array(Type.Object({ lineId: Id, quantity: Count }, strict))),
  },
  strict,
);
export type OrderAnswer = Static<typeof OrderAnswer>;

/**
 * GET /orders?receipt=&member=&amount=&date=&product=&limit= (register): past orders, newest first; each parameter narrows. `receipt` is a
 * receipt's number, or that of an online order: then it is the receipts of what left of it.
 */
export const OrderQuery = Type.Object(
  {
    receipt: Type.Optional(Text),
    member: Type.Optional(Id),
    amount: Type.Optional(Minor),
    date: Type.Optional(BusinessDate),
    /** Part of a name, a sku or a gtin. */
    product: Type.Optional(Text),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  },
  strict,
);
export const OrderRow = Type.Object(
  {
    orderId: Uuid,
    storeId: Id,
    receipt: Text,
    at: Instant,
    businessDate: BusinessDate,
    total: Minor,
    currency: CurrencyCode,
    items: Count,
    first: Type.String(),
    memberId: Type.Union([Id, Type.Null()]),
  },
  strict,
);
export const OrderList = Type.Object({ orders: Type.Array(OrderRow) }, strict);
export type OrderList = Static<typeof OrderList>;
