import { cashPolicy, storePolicy } from '#contracts/views/store-policy.ts';
import { COUNTED_KINDS } from '#domain/session/session-totals.ts';
import {
  type DayEffect,
  type DayLookups,
  type DayNeeds,
  noDayLookups,
  type ZProof,
} from '#sync-server/ingest/day-effects.ts';
import { noOnlineLookups } from '#sync-server/ingest/fulfilment-effects.ts';
import { learn } from '#sync-server/ingest/learn.ts';
import { noMoneyLookups } from './no-lookups.ts';
import type { Draft } from './server-state.ts';

/** What `db/look-up-day.ts` answers, from rows in memory: everything about orders and sessions, whatever is asked for. */
export function lookUpDay(draft: Draft, needs: DayNeeds): DayLookups {
  const day = noDayLookups();
  const wanted = new Set([...needs.sourceIds, ...needs.returnedIds]);
  const returning = draft.all('orders').filter(({ orderId, order }) => {
    return needs.sourceIds.has(orderId) || order.returns?.some(({ source }) => source && wanted.has(source.orderId));
  });
  const online = noOnlineLookups();
  const lookups = { orderIds: new Set<string>(), day, money: noMoneyLookups(), online, storesOfLocations: new Map() };
  learn(lookups, { orders: returning });
  for (const orderId of [...day.sources.keys()]) if (!needs.sourceIds.has(orderId)) day.sources.delete(orderId);
  learn(lookups, { day: draft.all('day').map(({ effect }) => effect) });
  if (needs.policy) {
    day.cash = new Map(draft.all('stores').map((store) => [store.storeId, [cashPolicy(store)]]));
    day.tenders = new Map(draft.all('stores').map((store) => [store.storeId, storePolicy(store).tenders]));
  }
  for (const [sessionId, { seq, series }] of needs.closing) {
    day.proofs.set(sessionId, proofOf(draft, sessionId, seq, series));
  }
  return day;
}

function proofOf(draft: Draft, sessionId: string, seq: number, series: string): ZProof {
  const effects = draft.all('day').map(({ effect }) => effect);
  const zs = effects.flatMap((effect) => (effect.type === 'session-closed' ? [effect.z] : []));
  const earlier = zs.filter((z) => z.series === series && z.sessionId !== sessionId);
  const before = earlier.sort((a, b) => b.zNumber - a.zNumber)[0] ?? null;
  const opening = effects.find((effect) => effect.type === 'session-opened' && effect.sessionId === sessionId);
  if (opening?.type !== 'session-opened') return { session: undefined, facts: [], before };
  const closed = effects.find((effect) => effect.type === 'session-closed' && effect.sessionId === sessionId);
  const closedSeq = closed?.type === 'session-closed' ? closed.closedSeq : null;
  const kinds: readonly string[] = ['session.opened', ...COUNTED_KINDS];
  const facts = draft
    .all('facts')
    .map(({ fact }) => fact)
    .filter((fact) => fact.journalId === opening.journalId && fact.seq >= opening.seq && fact.seq < seq)
    .filter(({ kind }) => kinds.includes(kind))
    .sort((a, b) => a.seq - b.seq);
  return { session: { ...opening, closedSeq }, facts, before };
}

const REMEMBERED: readonly DayEffect['type'][] = [
  'override',
  'session-opened',
  'session-closed',
  'cart-parked',
  'cart-taken',
];

/** Keeps what later facts look up. Rows are known by what they are of, so that registers who push at once don't meet. */
export function writeDay(draft: Draft, effects: readonly DayEffect[]): void {
  for (const effect of effects) {
    if (REMEMBERED.includes(effect.type)) draft.keep('day', dayKey(effect), { effect });
  }
}

function dayKey(effect: DayEffect): string {
  if (effect.type === 'cart-taken') return `${effect.type}/${effect.parkId}/${effect.by}`;
  if (effect.type === 'session-closed') return `${effect.type}/${effect.sessionId}`;
  return 'seq' in effect ? `${effect.type}/${effect.journalId}/${effect.seq}` : effect.type;
}
