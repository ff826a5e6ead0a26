import { FULFILMENT_KINDS } from '#domain/fulfilment/fulfilment-permissions.ts';
import type { Fulfilment, FulfilmentView } from '#renderer/store/till-store.ts';
import { fulfilmentNow } from '#renderer/store/views/fulfilment-now.ts';
import type { FactProjection } from './fact-projection.ts';

/** Fulfilments as this till knows them, what is promised for the earliest instant first. */
export async function listFulfilments(
  ask: () => Promise<readonly FulfilmentView[]>,
  projection: Pick<FactProjection, 'ofKind'>,
  journalId: string,
): Promise<Fulfilment[]> {
  const views = await ask();
  if (views.length === 0) return [];
  // Asked for after the documents: what they do not count yet is here by now.
  const counted = Math.min(...views.map(({ marks }) => marks[journalId] ?? 0));
  const read = await Promise.all(FULFILMENT_KINDS.map((kind) => projection.ofKind(kind, counted)));
  const own = read.flat().sort((a, b) => a.seq - b.seq);
  return views.map((view) => fulfilmentNow(view, own)).sort(firstPromised);
}

function firstPromised(a: Fulfilment, b: Fulfilment): number {
  const [mine, theirs] = [a.promisedBy ?? a.placedAt, b.promisedBy ?? b.placedAt];
  return mine === theirs ? (a.fulfilmentId < b.fulfilmentId ? -1 : 1) : mine < theirs ? -1 : 1;
}
