import Type, { type Static } from 'typebox';
import { ReportStore } from '#contracts/http/sales-report.ts';
import { BusinessDate, Count, CurrencyCode, Instant, Minor } from '#contracts/schema.ts';

const strict = { additionalProperties: false };

/** Turnover with tax. */
const Sold = Type.Object({ turnover: Minor, receipts: Count }, strict);
/** `now` of today so far; `before` of the same weekday last week until the same time by the store's clock; `whole` of all that day. */
const BOTH = { now: Sold, before: Sold, whole: Sold } as const;

/**
 * What waits for somebody, in the register's store. Only what the operator may do something about is there: `deliveries` and `transfers`
 * with `stock`, `drafts` with `purchasing`, `counts` with `count-approve`, `recalls` with `catalogue`, `labels` with `labels`, `online-orders`
 * with `online-orders-decide`, `channels` and `unmapped` with `channels`, the others with `reports`.
 */
export const WaitingKind = Type.Union([
  /** Purchase orders that were to come by today and have not wholly. */
  Type.Literal('deliveries'),
  /** Transfers to this store that are not wholly accepted. */
  Type.Literal('transfers'),
  /** Counts with differences to look through. */
  Type.Literal('counts'),
  /** Products whose price changed today or will tomorrow: their shelf labels. */
  Type.Literal('labels'),
  /** Barcodes that no product has. */
  Type.Literal('fixes'),
  Type.Literal('exceptions'),
  /** Stops and recalls in force. */
  Type.Literal('recalls'),
  /** Purchase orders not sent yet. */
  Type.Literal('drafts'),
  /** Days that were closed before all of their facts had come. */
  Type.Literal('late'),
  /** Shifts of an earlier business date that are still open. */
  Type.Literal('sessions'),
  /** Online orders that should have been ready or sent by now, and paid ones that no store has promised. */
  Type.Literal('online-orders'),
  /** Channels whose shop system is not reached, or refuses to be signed in to. */
  Type.Literal('channels'),
  /** Online orders with something that no product is known for. */
  Type.Literal('unmapped'),
]);
export type WaitingKind = Static<typeof WaitingKind>;
export const WAITING_KINDS: readonly WaitingKind[] = WaitingKind.anyOf.map((literal) => literal.const);

export const Waiting = Type.Object(
  {
    kind: WaitingKind,
    count: Count,
    /** Of what has waited longest. */
    since: Type.Union([BusinessDate, Type.Null()]),
  },
  strict,
);
export type Waiting = Static<typeof Waiting>;

/** GET /home?store= (register, permission `reports`): a store's day so far, or that of all stores of the operator (`all`). */
export const Home = Type.Object(
  {
    /** The register's business date, and what it is beside. */
    businessDate: BusinessDate,
    beside: BusinessDate,
    at: Instant,
    currency: CurrencyCode,
    digits: Count,
    total: Type.Object(BOTH, strict),
    /** From the first hour in which something was sold on either day to the last; `before` is whole here. */
    hours: Type.Array(Type.Object({ hour: Count, now: Sold, before: Sold }, strict)),
    /**
     * The operator's stores of the same currency; those of another are left out. `target` is of today; null without one, and where it
     * is of turnover without tax.
     */
    stores: Type.Array(Type.Object({ store: ReportStore, ...BOTH, target: Type.Union([Minor, Type.Null()]) }, strict)),
    leftOut: Type.Array(ReportStore),
    waiting: Type.Array(Waiting),
  },
  strict,
);
export type Home = Static<typeof Home>;
