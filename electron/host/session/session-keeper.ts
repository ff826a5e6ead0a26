import type { Fact } from '#contracts/facts/envelope.ts';
import type { SessionClosed, SessionHandedOver, SessionOpened } from '#contracts/facts/session-facts.ts';
import type { Envelope } from '#domain/journal/envelope.ts';
import type { SessionTotals } from '#domain/session/session.ts';
import { addFact, COUNTED_KINDS, startTotals } from '#domain/session/session-totals.ts';
import type { Journal } from '#electron/host/journal/journal.ts';

/** A session between its opening and its Z, as its journal has it at this moment. */
export interface OpenSession {
  opened: Fact<SessionOpened>;
  /** Who answers for the drawer now. */
  accountable: string;
  totals: SessionTotals;
}

export interface SessionKeeper {
  /** The open session, null when the last one was closed. */
  current(): OpenSession | null;
  /** The last Z of this journal, and so of its receipt series. */
  lastZ(): SessionClosed | null;
  /** The insert of a floating drawer that the last closed session had; null for a drawer that has none. */
  lastDrawerId(): string | null;
}

/**
 * Keeps the session of a journal by its facts alone, so that a host that starts again stands where the journal does: first by
 * those that are there, then by each as it becomes durable. Sessions of training are kept apart by a keeper of their own.
 */
export async function keepSession(
  journal: Pick<Journal, 'latest' | 'readKinds' | 'follow'>,
  training: boolean,
): Promise<SessionKeeper> {
  let session: OpenSession | null = null;
  let lastZ: SessionClosed | null = null;
  let drawerId: string | null = null;

  function take(fact: Envelope): void {
    if ((fact.training === true) !== training) return;
    switch (fact.kind) {
      case 'session.opened':
        session = begin(fact as Fact<SessionOpened>);
        drawerId = session.opened.payload.drawer?.drawerId ?? null;
        break;
      case 'session.closed':
        lastZ = fact.payload as SessionClosed;
        if (lastZ.sessionId === session?.totals.sessionId) session = null;
        break;
      case 'session.handed-over':
        if (session) session = { ...session, accountable: (fact.payload as SessionHandedOver).to };
        break;
      default:
        // Of training everything counts in a session of training.
        if (session) session = { ...session, totals: addFact(session.totals, { ...fact, training: undefined }) };
    }
  }

  const closed = await journal.latest('session.closed', training);
  const opened = await journal.latest('session.opened', training);
  if (closed) take(closed);
  // The last session is the one that was closed, unless it is open.
  if (opened) drawerId = (opened.payload as SessionOpened).drawer?.drawerId ?? null;
  if (opened && opened.seq > (closed?.seq ?? 0)) {
    take(opened);
    const kinds = [...COUNTED_KINDS, 'session.handed-over'];
    for (const fact of await journal.readKinds(kinds, opened.seq, training)) take(fact);
  }
  journal.follow(take);

  return { current: () => session, lastZ: () => lastZ, lastDrawerId: () => drawerId };
}

function begin(opened: Fact<SessionOpened>): OpenSession {
  const accountable = opened.payload.accountable ?? opened.operatorId ?? '';
  return { opened, accountable, totals: startTotals(opened) };
}
