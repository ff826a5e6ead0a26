import Type, { type Static } from 'typebox';
import { TaxLine } from '#contracts/facts/order-completed.ts';
import { Liabilities } from '#contracts/facts/session-facts.ts';
import { BusinessDate, Count, CurrencyCode, Id, Instant, Minor, Text, Uuid } from '#contracts/schema.ts';

const strict = { additionalProperties: false };

const counted = Type.Object({ count: Count, amount: Minor }, strict);
/** One session as reports show it. `closed` is null while it is open or its close was not heard of. */
export const SessionRow = Type.Object(
  {
    sessionId: Uuid,
    registerId: Id,
    registerName: Text,
    journalId: Uuid,
    businessDate: BusinessDate,
    openedAt: Instant,
    openedBy: Type.Union([Id, Type.Null()]),
    closed: Type.Union([
      Type.Object({ at: Instant, zNumber: Count, differences: Minor, fromServer: Type.Boolean() }, strict),
      Type.Null(),
    ]),
    total: Minor,
    receipts: Count,
  },
  strict,
);

/** GET /reports/sessions?businessDate= (register, permission `reports`): the store's sessions of a day. */
export const SessionList = Type.Object({ sessions: Type.Array(SessionRow) }, strict);
export type SessionList = Static<typeof SessionList>;

/** GET /reports/day-book?businessDate= (register, permission `reports`): the store's day, as far as the server has heard. */
export const DayBook = Type.Object(
  {
    storeId: Id,
    businessDate: BusinessDate,
    currency: CurrencyCode,
    sessions: Type.Array(SessionRow),
    sales: counted,
    returns: counted,
    discounts: counted,
    rounding: Minor,
    tips: Minor,
    total: Minor,
    taxes: Type.Array(TaxLine),
    tenders: Type.Array(
      Type.Object(
        { tender: Id, expected: Minor, declared: Type.Union([Minor, Type.Null()]), difference: Minor },
        strict,
      ),
    ),
    /** What of `sales`, `returns` and `total` is no turnover (`domain/session/liabilities`). */
    liabilities: Type.Optional(Liabilities),
    storedValue: Type.Object({ issued: Minor, redeemed: Minor, outstanding: Minor }, strict),
    accounts: Type.Object({ charged: Minor, paid: Minor, outstanding: Minor }, strict),
    /** Deposits on carts: taken, and taken off or given back; `outstanding` of all days, in the store. Positive, with tax. */
    deposits: Type.Optional(Type.Object({ taken: Minor, deducted: Minor, outstanding: Minor }, strict)),
    cash: Type.Object({ in: Minor, out: Minor, pickups: Minor, banked: Minor }, strict),
    /** How often the day was closed: null not yet; 0 the day itself; above, late facts were added. */
    supplement: Type.Union([Count, Type.Null()]),
    /** Facts of this day that came after it was closed. */
    late: Count,
    /** Amount of what is not authentic and stands apart. */
    quarantined: Count,
  },
  strict,
);
export type DayBook = Static<typeof DayBook>;

/**
 * POST /days/close (register, permission `day-close`): answers the `DayBook` as closed. With nothing late since the last close it
 * changes nothing; late facts make the next supplement.
 */
export const DayCloseRequest = Type.Object({ businessDate: BusinessDate }, strict);
/** POST /sessions/close (register, permission `session-share`): closes a lost register's session, nothing counted; answers its `SessionRow`. */
export const SessionCloseRequest = Type.Object({ sessionId: Uuid }, strict);

/** GET /reports/loss-prevention?from=&to= (register, permission `reports`): what operators did, beside their peers. */
export const LossPrevention = Type.Object(
  {
    operators: Type.Array(
      Type.Object(
        {
          operatorId: Id,
          name: Text,
          receipts: Count,
          lineVoids: counted,
          abandonedCarts: counted,
          noSales: Count,
          postVoids: counted,
          copies: Count,
          refundsWithoutReceipt: counted,
          discounts: counted,
          overridesRefused: Count,
          overShort: Minor,
        },
        strict,
      ),
    ),
  },
  strict,
);
export type LossPrevention = Static<typeof LossPrevention>;

/** GET /reports/audit?from=&to= (register, permission `reports`): overrides, refusals, no-sales, sign-ins that failed; newest first. */
export const AuditList = Type.Object(
  {
    entries: Type.Array(
      Type.Object(
        {
          at: Instant,
          registerId: Id,
          registerName: Text,
          operatorId: Type.Union([Id, Type.Null()]),
          kind: Type.String(),
          detail: Type.Record(Type.String(), Type.Unknown()),
        },
        strict,
      ),
    ),
  },
  strict,
);
export type AuditList = Static<typeof AuditList>;

/** GET /reports/fix-list (register, permission `reports`): barcodes that no product has, with what was said of them. */
export const FixList = Type.Object(
  {
    problems: Type.Array(
      Type.Object(
        {
          code: Type.Union([Type.String(), Type.Null()]),
          problem: Type.String(),
          name: Type.Union([Text, Type.Null()]),
          categoryId: Type.Union([Id, Type.Null()]),
          price: Type.Union([Count, Type.Null()]),
          times: Count,
          lastAt: Instant,
          photo: Type.Union([Type.String(), Type.Null()]),
        },
        strict,
      ),
    ),
  },
  strict,
);
export type FixList = Static<typeof FixList>;

/**
 * GET /exceptions?status= and POST /exceptions/:exceptionId/resolve {choice} (administrator).
 * GET /reports/exceptions?status= (register, permission `reports`): those of the register's store. Both answer an array of them.
 */
