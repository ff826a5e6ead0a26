import type { Envelope } from '#domain/journal/envelope.ts';
import { differencesOf } from '#domain/session/drawer.ts';
import type { ZReport } from '#domain/session/session.ts';
import { addSession, sessionTotals } from '#domain/session/session-totals.ts';

/** What of a Z does not hold: `at` is where its figures first differ from what they must be, as a JSON pointer into it. */
export interface ZFault {
  code: 'z-differs' | 'z-number-differs';
  at: string;
  expected: unknown;
  found: unknown;
}

/**
 * Proves a Z by the journal it stands in (I3): its totals are the fold of the session's facts, every difference is declared
 * minus expected, its number follows the one before, and so do the perpetual totals. Never throws for figures of any size.
 * `closed` is the `session.closed` fact; `facts` are all facts of its journal from the session's `session.opened` on, in order of
 * `seq` (others besides do no harm); `before` is the last Z of the same receipt series, null for the first.
 * The till makes its Z by the same fold; the server checks with this what it was sent.
 */
export function checkZ(closed: Envelope<ZReport>, facts: readonly Envelope[], before: ZReport | null): ZFault[] {
  const z = closed.payload;
  const faults: ZFault[] = [];
  const differs = (at: string, expected: unknown, found: unknown) => {
    const difference = firstDifference(expected, found, at);
    if (difference) faults.push({ code: 'z-differs', ...difference });
  };
  const opened = facts.find(
    ({ kind, payload }) =>
      kind === 'session.opened' && (payload as { sessionId?: string } | null)?.sessionId === z.sessionId,
  );
  if (opened) {
    const during = facts.filter(({ seq }) => seq > opened.seq && seq < closed.seq);
    differs('/totals', sessionTotals(opened, during), z.totals);
  } else faults.push({ code: 'z-differs', at: '/sessionId', expected: null, found: z.sessionId });
  const amounts = (of: readonly { tender: string; amount: number }[]) =>
    of.map(({ tender, amount }) => ({ tender, amount }));
  differs('/differences', differencesOf(z.totals, z.declared), amounts(z.differences));
  differs('/perpetual', addSession(before?.perpetual ?? null, z.totals), z.perpetual);
  const number = (before?.zNumber ?? 0) + 1;
  if (z.zNumber !== number) {
    faults.push({ code: 'z-number-differs', at: '/zNumber', expected: number, found: z.zNumber });
  }
  return faults;
}

type Difference = Omit<ZFault, 'code'>;

/** Where two JSON values first differ; a missing field and one that is undefined are the same. */
function firstDifference(expected: unknown, found: unknown, at: string): Difference | null {
  if (expected === found) return null;
  if (!isObject(expected) || !isObject(found)) return { at, expected, found };
  for (const key of new Set([...Object.keys(expected), ...Object.keys(found)])) {
    const difference = firstDifference(expected[key], found[key], `${at}/${key}`);
    if (difference) return difference;
  }
  return null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
