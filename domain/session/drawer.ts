import type { Minor } from '#domain/money/money.ts';
import type { Declared, DenominationCount, SessionTotals } from '#domain/session/session.ts';
import { type Tender, type TenderKind, tenderOf } from '#domain/tender/tender.ts';

/** Kinds of tender that leave something to count at the till: money, slips, paper. The others are only in the books. */
const COUNTABLE: ReadonlySet<TenderKind> = new Set(['cash', 'card-manual', 'card', 'wallet', 'voucher']);

/** What counted notes and coins come to, in minor units of their currency. */
export function countedAmount(counts: readonly DenominationCount[]): Minor {
  return counts.reduce((sum, { value, count }) => sum + value * count, 0);
}

/**
 * The tenders that must be declared to close a session, in the order of its totals: the store's own cash always, and each that
 * was used and leaves something to count. One that the store no longer has counts as leaving something.
 */
export function tendersToDeclare(totals: SessionTotals, tenders: readonly Tender[]): string[] {
  return totals.tenders.flatMap(({ tender, taken, given }, index) => {
    const used = index === 0 || taken.count + given.count > 0;
    const kind = tenderOf(tenders, tender)?.kind;
    return used && (kind === undefined || COUNTABLE.has(kind)) ? [tender] : [];
  });
}

/** Declared minus expected for each declared tender, in its own currency: over is positive, short is negative. */
export function differencesOf(
  totals: SessionTotals,
  declared: readonly Declared[],
): { tender: string; amount: Minor }[] {
  return declared.map(({ tender, amount }) => {
    const expected = totals.tenders.find((row) => row.tender === tender)?.expected ?? 0;
    return { tender, amount: amount - expected };
  });
}

/** Whether a difference must be explained. `tolerance` is in minor units, not negative. */
export function needsReason(difference: Minor, tolerance: Minor): boolean {
  return Math.abs(difference) > tolerance;
}

/**
 * What a float should come to: the cash that the last Z left in the drawer. Null for the first session, and for another insert of
 * a floating drawer than the last session's.
 */
export function floatExpected(last: { left: Minor } | null, lastDrawerId: string | null, drawerId: string | null) {
  return last !== null && lastDrawerId === drawerId ? last.left : null;
}

/** Why a session can't be closed with what was declared. */
export interface DeclarationFault {
  code: 'not-declared' | 'declared-twice' | 'counts-differ' | 'reason-missing' | 'left-exceeds';
  tender: string;
}

/**
 * Checks what is declared at closing: every tender that must be is, none twice, counts come to their amounts, differences beyond
 * the tolerance have reasons, and no more cash is left in the drawer than was declared. Gives the first fault.
 */
export function checkDeclaration(
  totals: SessionTotals,
  declaration: {
    declared: readonly Declared[];
    differences: readonly { tender: string; reason?: string }[];
    left: Minor;
  },
  policy: { tenders: readonly Tender[]; tolerance: Minor },
): DeclarationFault | null {
  const { declared, differences, left } = declaration;
  const missing = tendersToDeclare(totals, policy.tenders).find((id) => !declared.some(({ tender }) => tender === id));
  if (missing !== undefined) return { code: 'not-declared', tender: missing };
  for (const [index, { tender, amount, counts }] of declared.entries()) {
    if (declared.findIndex((other) => other.tender === tender) !== index) return { code: 'declared-twice', tender };
    if (counts && countedAmount(counts) !== amount) return { code: 'counts-differ', tender };
  }
  for (const { tender, amount } of differencesOf(totals, declared)) {
    const reason = differences.find((given) => given.tender === tender)?.reason;
    if (needsReason(amount, policy.tolerance) && reason === undefined) return { code: 'reason-missing', tender };
  }
  const cash = totals.tenders[0]?.tender ?? '';
  const inDrawer = declared.find(({ tender }) => tender === cash)?.amount ?? 0;
  return left > inDrawer ? { code: 'left-exceeds', tender: cash } : null;
}
