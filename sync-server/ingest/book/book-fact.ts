import type { Fact } from '#contracts/facts/envelope.ts';
import { FACT_KINDS, type FactKind, SERVER_KINDS } from '#contracts/facts/kinds.ts';
import { storable } from '#domain/journal/storable.ts';
import { exceptionOf } from '#sync-server/ingest/book/exception-of.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';
import { HANDLERS } from '#sync-server/ingest/book/handlers.ts';
import { checkPayload } from '#sync-server/ingest/book/parse-payload.ts';
import { rawFigures } from '#sync-server/ingest/book/raw-figures.ts';
import type { Effects, ExceptionEffect } from '#sync-server/ingest/effects.ts';
import type { Held, Journal, Lookups, Needs } from '#sync-server/ingest/ingest-store.ts';

/** The journal of the server itself stands outside every store, and is no register's: theirs are called after a store. */
export const SERVER_STORE = 'chain';
export const SERVER_REGISTER = 'server';

/** Whether a journal is the server's own: what only the server witnesses is witnessed there. */
export function isServerJournal({ storeId, registerId }: Pick<Journal, 'storeId' | 'registerId'>): boolean {
  return storeId === SERVER_STORE && registerId === SERVER_REGISTER;
}

/** A fact made ready to book: with its handler, or held because it can change nothing. */
export type Readied = { fact: Fact; handler: Handler<unknown>; held: null } | { fact: Fact; handler: null; held: Held };

/** What one fact books: its effects, or why it was held, and the journal's last receipt number after it. */
export interface Booked {
  held: Held | null;
  effects: Partial<Effects>;
  lastReceipt: number;
}

/** What was witnessed in training is stored and changes nothing. */
const TRAINING: Handler<unknown> = { book: () => ({}) };

/** Checks kind, version and payload, and says how the fact books. */
export function readyFact(fact: Fact, journal: Journal): Readied {
  const check = checkPayload(fact.kind, fact.version, fact.payload);
  if (check !== 'ok') return { fact, handler: null, held: check };
  if (SERVER_KINDS.has(fact.kind) && !isServerJournal(journal)) {
    return { fact, handler: null, held: 'kind-forbidden' };
  }
  // Authentic, so it books; what the database can't keep of its texts is kept in its line.
  const kept = { ...fact, payload: storable(fact.payload) };
  return { fact: kept, handler: fact.training ? TRAINING : handlerOf(fact.kind), held: null };
}

export function addNeeds({ fact, handler }: Readied, journal: Journal, needs: Needs): void {
  handler?.needs?.(fact, journal, needs);
}

/**
 * Books one fact. Nothing that a fact holds makes this throw: one that no handler can take is held as `unbookable`, as is any
 * when `refusal` says that the storage refused it.
 */
export function bookFact(readied: Readied, journal: Journal, lookups: Lookups, refusal?: string): Booked {
  if (readied.handler === null) return holdFact(readied.fact, journal, readied.held);
  const { fact, handler } = readied;
  if (refusal !== undefined) return holdFact(fact, journal, 'unbookable', refusal);
  const lastReceipt = handler.receiptNumber?.(fact, journal) ?? journal.lastReceipt;
  try {
    const effects = handler.book(fact, journal, lookups);
    const exceptions = [...envelopeException(fact, journal), ...(effects.exceptions ?? [])];
    return { held: null, effects: { ...effects, exceptions }, lastReceipt };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return holdFact(fact, journal, 'unbookable', reason);
  }
}

/** Stores a fact as it is, with an exception that says why it changed nothing. A ticket's number is used up all the same. */
function holdFact(fact: Fact, journal: Journal, held: Held, reason = ''): Booked {
  const { journalId, storeId } = journal;
  const { lastReceipt, amount } = rawFigures(fact, journal);
  const detail = { kind: fact.kind, version: fact.version, ...(reason ? { reason: reason.slice(0, 500) } : {}) };
  // Of an unknown kind there may be very many: one exception tells of all.
  const exception =
    held === 'kind-unknown'
      ? exceptionOf(held, { journalId, storeId, seq: null }, detail, { about: `${fact.kind}@${fact.version}` })
      : exceptionOf(held, { journalId, storeId, seq: fact.seq }, detail, amount === undefined ? {} : { amount });
  return { held, effects: { exceptions: [exception] }, lastReceipt };
}

/** An envelope that names another store or register than its journal was enrolled for. */
function envelopeException(fact: Fact, journal: Journal): ExceptionEffect[] {
  if (fact.storeId === journal.storeId && fact.registerId === journal.registerId) return [];
  const detail = { storeId: fact.storeId, registerId: fact.registerId, expected: journal.registerId };
  return [exceptionOf('payload-invalid', { ...journal, seq: fact.seq }, detail)];
}

function handlerOf(kind: string): Handler<unknown> {
  if (!isKind(kind)) throw new Error(`no handler for ${kind}`);
  return HANDLERS[kind] as Handler<unknown>;
}

function isKind(kind: string): kind is FactKind {
  return Object.hasOwn(FACT_KINDS, kind);
}
