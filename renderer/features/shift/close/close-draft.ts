import Type, { type Static } from 'typebox';
import { SessionClosed, SessionTotals } from '#contracts/facts/session-facts.ts';
import type { HostInput } from '#contracts/ipc/host.ts';
import { Count, Id, Uuid } from '#contracts/schema.ts';
import type { Minor as Amount } from '#domain/money/money.ts';
import { needsReason, tendersToDeclare } from '#domain/session/drawer.ts';
import type { Declared } from '#domain/session/session.ts';
import type { Tender, TenderKind } from '#domain/tender/tender.ts';
import { countedOf, emptyCount, isTouched } from '#renderer/features/shift/cash-count.ts';

const strict = { additionalProperties: false };

/** The steps of closing, in order. `z` is after it. */
export const CLOSE_STEPS = ['check', 'cash', 'tenders', 'differences', 'left', 'z'] as const;

const CountSchema = Type.Object(
  {
    by: Type.Union([Type.Literal('notes'), Type.Literal('amount')]),
    counts: Type.Record(Type.String(), Type.String({ maxLength: 5 })),
    typed: Type.String({ maxLength: 20 }),
    at: Type.Union([Count, Type.Null()]),
    fresh: Type.Boolean(),
  },
  strict,
);

/** Everything a person entered while closing, as kept on this machine, so that a crash loses nothing of it. */
export const CloseDraft = Type.Object(
  {
    sessionId: Uuid,
    /** The id of the fact that will close the session: asking twice with it closes once. */
    factId: Uuid,
    step: Type.Union([
      Type.Literal('check'),
      Type.Literal('cash'),
      Type.Literal('tenders'),
      Type.Literal('differences'),
      Type.Literal('left'),
      Type.Literal('z'),
    ]),
    /** Carts and payments that were looked at and stay as they are. */
    kept: Type.Array(Uuid),
    cash: CountSchema,
    tenders: Type.Record(Type.String(), CountSchema),
    reasons: Type.Record(Type.String(), Type.Object({ reason: Id, note: Type.String(), noteId: Uuid }, strict)),
    left: CountSchema,
    /** The session's totals when everything was declared; the differences are measured against them. */
    totals: Type.Union([SessionTotals, Type.Null()]),
    overrideId: Type.Optional(Uuid),
    /** The host was asked to close; whether it did may not be known yet. */
    asked: Type.Boolean(),
    closed: Type.Union([SessionClosed, Type.Null()]),
    /** The Z was handed to the printer. */
    printed: Type.Boolean(),
  },
  strict,
);
export type CloseDraft = Static<typeof CloseDraft>;

/** What of a store's settings closing needs. */
export interface CloseRules {
  tenders: readonly Tender[];
  /** Notes and coins of the store's currency, ascending. */
  denominations: readonly Amount[];
  digits: number;
  /** A difference beyond it needs a reason. */
  tolerance: Amount;
  /** The float the next session is to start with. */
  float: Amount;
  reasons: readonly string[];
}

/** Tenders that leave something to be counted or read off: money, slips, a batch's total. */
const EVIDENT: ReadonlySet<TenderKind> = new Set(['cash', 'card-manual', 'card', 'wallet', 'voucher']);

/** The tender of the store's own cash. */
export function cashTender({ tenders }: CloseRules): Tender | undefined {
  return tenders.find(({ kind, foreign }) => kind === 'cash' && !foreign);
}

/** What is declared besides the store's own cash, in the order it is offered. */
export function otherTenders(rules: CloseRules): readonly Tender[] {
  return rules.tenders.filter((tender) => EVIDENT.has(tender.kind) && tender !== cashTender(rules));
}

export function newDraft(sessionId: string, factId: string, rules: CloseRules): CloseDraft {
  return {
    sessionId,
    factId,
    step: 'check',
    kept: [],
    cash: emptyCount(rules.denominations),
    tenders: Object.fromEntries(
      otherTenders(rules).map(({ tenderId, foreign }) => [tenderId, emptyCount(foreign?.denominations ?? [])]),
    ),
    reasons: {},
    left: emptyCount([]),
    totals: null,
    asked: false,
    closed: null,
    printed: false,
  };
}

/** What is declared of every tender, the store's cash first. A tender nobody touched is declared as nothing. */
export function declaredOf(draft: CloseDraft, rules: CloseRules): Declared[] {
  const cash = cashTender(rules);
  const all = otherTenders(rules).map((tender) => {
    const digits = tender.foreign?.currency.digits ?? rules.digits;
    const count = draft.tenders[tender.tenderId] ?? emptyCount([]);
    return { tender: tender.tenderId, ...countedOf(count, digits) };
  });
  const declared = cash ? [{ tender: cash.tenderId, ...countedOf(draft.cash, rules.digits) }, ...all] : all;
  return [...declared, ...goneTenders(draft, declared, rules)];
}

/** What was taken by means that the store has given up since: nothing is left of it to count. */
function goneTenders({ totals }: CloseDraft, declared: readonly Declared[], { tenders }: CloseRules): Declared[] {
  if (!totals) return [];
  return tendersToDeclare(totals, tenders)
    .filter((id) => !declared.some(({ tender }) => tender === id))
    .map((tender) => ({ tender, amount: 0 }));
}

/** What should be there of a tender; of the store's cash what the drawer should hold. */
function expectedOf(
  totals: Pick<Static<typeof SessionTotals>, 'tenders' | 'drawer'>,
  tender: string,
  rules: CloseRules,
): Amount {
  if (tender === cashTender(rules)?.tenderId) return totals.drawer;
  return totals.tenders.find((one) => one.tender === tender)?.expected ?? 0;
}

export interface Difference {
  tender: string;
  declared: Amount;
  expected: Amount;
  /** Declared minus expected: positive is over, negative short. */
  amount: Amount;
  needsReason: boolean;
}

/** Declared against expected, for every tender; none before the totals are known. */
export function differencesOf(draft: CloseDraft, rules: CloseRules): Difference[] {
  const { totals } = draft;
  if (!totals) return [];
  return declaredOf(draft, rules).map(({ tender, amount: declared }) => {
    const expected = expectedOf(totals, tender, rules);
    const amount = declared - expected;
    return { tender, declared, expected, amount, needsReason: needsReason(amount, rules.tolerance) };
  });
}

/** Why the next step can't be taken yet, or null. */
export function missingIn(draft: CloseDraft, rules: CloseRules): 'count' | 'totals' | 'reason' | 'left' | null {
  if (draft.step === 'cash') return isTouched(draft.cash) ? null : 'count';
  if (draft.step === 'tenders') return draft.totals ? null : 'totals';
  if (draft.step === 'differences') {
    const open = differencesOf(draft, rules).some(({ tender, needsReason }) => needsReason && !draft.reasons[tender]);
    return open ? 'reason' : null;
  }
  if (draft.step === 'left') return leftOf(draft, rules) > countedOf(draft.cash, rules.digits).amount ? 'left' : null;
  return null;
}

/** What stays in the drawer: as entered, else the usual float as far as it was counted. */
export function leftOf(draft: CloseDraft, rules: CloseRules): Amount {
  if (isTouched(draft.left)) return countedOf(draft.left, rules.digits).amount;
  return Math.min(rules.float, countedOf(draft.cash, rules.digits).amount);
}

/** What the host is asked: always the same for one draft. */
export function closeInput(draft: CloseDraft, rules: CloseRules): HostInput<'session.close'> {
  const differences = differencesOf(draft, rules)
    .filter(({ amount }) => amount !== 0)
    .map(({ tender }) => {
      const given = draft.reasons[tender];
      if (!given) return { tender };
      return { tender, reason: given.reason, ...(given.note === '' ? {} : { noteId: given.noteId }) };
    });
  return {
    factId: draft.factId,
    declared: declaredOf(draft, rules),
    differences,
    left: leftOf(draft, rules),
    ...(draft.overrideId === undefined ? {} : { overrideId: draft.overrideId }),
  };
}
