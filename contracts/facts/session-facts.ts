import Type, { type Static } from 'typebox';
import { TaxLine } from '#contracts/facts/order-completed.ts';
import {
  Amount,
  BusinessDate,
  Count,
  CurrencyCode,
  Id,
  Minor,
  PositiveAmount,
  PositiveInteger,
  Text,
  Uuid,
  WholeAmount,
} from '#contracts/schema.ts';

const strict = { additionalProperties: false };

export const DenominationCounts = Type.Array(Type.Object({ value: PositiveInteger, count: Count }, strict), {
  maxItems: 60,
});

/** `session.opened`: a register starts taking money on a business date. `float` is counted cash in minor units. */
export const SessionOpened = Type.Object(
  {
    sessionId: Uuid,
    float: WholeAmount,
    currency: CurrencyCode,
    counts: Type.Optional(DenominationCounts),
    /** The tender of the store's own cash: `cash` where it is not named. */
    cashTender: Type.Optional(Id),
    /** Whether the session's totals tell apart what is no turnover. */
    liabilitiesApart: Type.Optional(Type.Literal(true)),
    /** Who answers for the drawer. */
    accountable: Type.Optional(Id),
    /** Cash that this drawer's last Z left in it: `float` minus this is over or short. */
    expected: Type.Optional(Count),
    /** Why the float is not what was left. */
    difference: Type.Optional(Type.Object({ reason: Id, noteId: Type.Optional(Uuid) }, strict)),
    overrideId: Type.Optional(Uuid),
    /** Whether others may sell from it, and which insert of a floating drawer it is. */
    drawer: Type.Optional(
      Type.Object(
        {
          mode: Type.Union([Type.Literal('fixed'), Type.Literal('floating'), Type.Literal('shared')]),
          drawerId: Type.Optional(Text),
        },
        strict,
      ),
    ),
  },
  strict,
);

/** `session.handed-over`: another operator answers for the drawer from here on; what was counted and what should have been there. */
export const SessionHandedOver = Type.Object(
  {
    sessionId: Uuid,
    from: Id,
    to: Id,
    counted: WholeAmount,
    counts: Type.Optional(DenominationCounts),
    expected: Minor,
    overrideId: Type.Optional(Uuid),
  },
  strict,
);

const counted = Type.Object({ count: Count, amount: Minor }, strict);

/** Lines of receipts that are no turnover: what is owed to customers. Amounts are with tax, positive. */
export const Liabilities = Type.Object(
  {
    depositsTaken: counted,
    depositsDeducted: counted,
    cardsSold: counted,
    cardsReturned: Type.Optional(counted),
  },
  strict,
);

export const SessionTotals = Type.Object(
  {
    sessionId: Uuid,
    businessDate: BusinessDate,
    firstSeq: Count,
    lastSeq: Count,
    receipts: Type.Union([Type.Object({ first: Count, last: Count, count: Count }, strict), Type.Null()]),
    sales: counted,
    returns: counted,
    discounts: counted,
    rounding: Minor,
    tips: Minor,
    total: Minor,
    taxes: Type.Array(TaxLine, { maxItems: 100 }),
    tenders: Type.Array(
      Type.Object({ tender: Id, taken: counted, given: counted, tips: Minor, expected: Minor }, strict),
      { maxItems: 100 },
    ),
    float: Minor,
    cashIn: Minor,
    cashOut: Minor,
    pickups: Minor,
    drawer: Minor,
    storedValue: Type.Object({ issued: Minor, redeemed: Minor }, strict),
    accounts: Type.Object({ charged: Minor, paid: Minor }, strict),
    liabilities: Type.Optional(Liabilities),
    counts: Type.Object(
      {
        lineVoids: Count,
        abandonedCarts: Count,
        noSales: Count,
        copies: Count,
        postVoids: Count,
        overrides: Count,
        refused: Count,
      },
      strict,
    ),
    lineVoidAmount: Minor,
  },
  strict,
);

export const PerpetualTotals = Type.Object(
  { sessions: Count, receipts: Count, sales: Minor, returns: Minor, total: Minor },
  strict,
);

/** What a person declares of one tender when closing. Foreign cash is in its own currency. */
export const Declared = Type.Object({ tender: Id, amount: Amount, counts: Type.Optional(DenominationCounts) }, strict);

/** `session.closed`: the Z report. `zNumber` is gapless within the receipt series. */
export const SessionClosed = Type.Object(
  {
    sessionId: Uuid,
    zNumber: PositiveInteger,
    series: Id,
    totals: SessionTotals,
    declared: Type.Array(Declared, { maxItems: 100 }),
    /** Declared minus expected, for each declared tender. */
    differences: Type.Array(
      Type.Object({ tender: Id, amount: Minor, reason: Type.Optional(Id), noteId: Type.Optional(Uuid) }, strict),
      { maxItems: 100 },
    ),
    perpetual: PerpetualTotals,
    /** Cash left in the drawer for the next session, minor units. */
    left: WholeAmount,
    /** A manager closed it from the server: nothing was counted. */
    fromServer: Type.Optional(Type.Boolean()),
  },
  strict,
);

/** `cash.moved`: cash put into the drawer, taken out of it, or picked up to the safe. `amount` is positive. */
export const CashMoved = Type.Object(
  {
    sessionId: Uuid,
    direction: Type.Union([Type.Literal('in'), Type.Literal('out'), Type.Literal('pickup')]),
    amount: PositiveAmount,
    counts: Type.Optional(DenominationCounts),
    reason: Id,
    noteId: Type.Optional(Uuid),
    overrideId: Type.Optional(Uuid),
  },
  strict,
);

/** `safe.counted`: what the safe holds. */
export const SafeCounted = Type.Object(
  {
    amount: WholeAmount,
    counts: Type.Optional(DenominationCounts),
    expected: Type.Optional(Minor),
    overrideId: Type.Optional(Uuid),
  },
  strict,
);

/** `bank.deposited`: cash taken from the safe in a bag. */
export const BankDeposited = Type.Object(
  {
    amount: PositiveAmount,
    counts: Type.Optional(DenominationCounts),
    bag: Text,
    overrideId: Type.Optional(Uuid),
  },
  strict,
);

/** How far an `override.decided` reaches: for its `subjectId` alone, and so once. Older ones have none, and reach as far as their permission. */
export const OverrideScope = Type.Object(
  {
    /** The session in which it was asked for; null outside one. */
    sessionId: Type.Union([Uuid, Type.Null()]),
    /** The discount, product or returned line of the cart. */
    itemId: Type.Optional(Id),
    /** What it came to when it was asked for, minor units. */
    amount: Type.Optional(Count),
  },
  strict,
);
export type OverrideScope = Static<typeof OverrideScope>;

/** `override.decided`: somebody asked for more than a role allows; who decided, and how. The fact's id is the override's id. */
export const OverrideDecided = Type.Object(
  {
    permission: Id,
    askerId: Id,
    /** Null when nobody entered a PIN or showed a badge. With `refused`: who did, without having the right either. */
    deciderId: Type.Union([Id, Type.Null()]),
    verdict: Type.Union([Type.Literal('granted'), Type.Literal('refused')]),
    /** Size asked for: parts per million or minor units, as the permission has it. */
    size: Count,
    /** What it is about: the cart, or the fact that it lets be made. */
    subjectId: Type.Optional(Uuid),
    scope: Type.Optional(OverrideScope),
  },
  strict,
);

/** `day.closed`, made by the server: the store's day with all its sessions; `supplement` counts from 0, the day itself. */
export const DayClosed = Type.Object(
  {
    storeId: Id,
    businessDate: BusinessDate,
    supplement: Count,
    /** Last seq counted by journal. */
    seqs: Type.Record(Type.String(), Count),
    /** Registers that had an open session or were not heard of. */
    missing: Type.Array(Id),
    total: Minor,
  },
  strict,
);

export type SessionOpened = Static<typeof SessionOpened>;
export type SessionHandedOver = Static<typeof SessionHandedOver>;
export type SessionClosed = Static<typeof SessionClosed>;
export type CashMoved = Static<typeof CashMoved>;
export type SafeCounted = Static<typeof SafeCounted>;
export type BankDeposited = Static<typeof BankDeposited>;
export type OverrideDecided = Static<typeof OverrideDecided>;
export type DayClosed = Static<typeof DayClosed>;
