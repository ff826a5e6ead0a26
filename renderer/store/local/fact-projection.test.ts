import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Fact } from '#contracts/facts/envelope.ts';
import { GENESIS } from '#domain/journal/envelope.ts';
import { readStored } from '#renderer/store/database/stored-documents.ts';
import { FactProjection } from './fact-projection.ts';
import { type LocalDatabase, openLocalDatabase } from './local-database.ts';

const journalId = randomUUID();
let database: LocalDatabase;

beforeEach(async () => {
  database = await openLocalDatabase(randomUUID());
});
afterEach(() => database.close());

function fact(seq: number, at: string, kind = 'operator.signed'): Fact {
  const where = { storeId: 's', registerId: 'r', businessDate: at.slice(0, 10), operatorId: null, prev: GENESIS };
  return { id: randomUUID(), kind, version: 1, seq, at, journalId, payload: {}, ...where };
}

const OLD = '2024-01-01T10:00:00.000Z';
const NEW = '2026-01-01T10:00:00.000Z';
const BETWEEN = '2025-01-01T10:00:00.000Z';

/** A projection level with a journal of these facts. */
async function levelWith(facts: readonly Fact[]): Promise<FactProjection> {
  const projection = await FactProjection.open(database.collections.facts, journalId);
  await projection.catchUp(
    async (after) => ({ facts: facts.filter(({ seq }) => seq > after), more: false }),
    (taken) => projection.project(taken),
  );
  return projection;
}

const seqsOf = async (projection: FactProjection, kind: 'operator.signed' | 'cart.parked' = 'operator.signed') =>
  (await projection.ofKind(kind)).map(({ seq }) => seq);

it('forgets what is old and on the server, and nothing else', async () => {
  const facts = [1, 2, 3, 4].map((seq) => fact(seq, seq <= 3 ? OLD : NEW));
  const projection = await levelWith(facts);
  expect(await projection.forget(BETWEEN, 2)).toBe(2);
  expect(await seqsOf(projection)).toEqual([3, 4]);
  expect(await projection.forget(BETWEEN, 4)).toBe(1);
  expect(await seqsOf(projection)).toEqual([4]);
});

it('keeps carts that were put aside, and goes on beyond them, batch by batch', async () => {
  const facts = Array.from({ length: 1200 }, (_, index) => {
    return fact(index + 1, index < 1100 ? OLD : NEW, index === 10 ? 'cart.parked' : 'operator.signed');
  });
  const projection = await levelWith(facts);
  expect(await projection.forget(BETWEEN, 1200)).toBe(1099);
  expect(await seqsOf(projection, 'cart.parked')).toEqual([11]);
  expect((await seqsOf(projection))[0]).toBe(1101);
});

it('knows how far it is all the same, also when it is opened again', async () => {
  const projection = await levelWith([1, 2, 3].map((seq) => fact(seq, OLD)));
  await projection.forget(BETWEEN, 3);
  const again = await FactProjection.open(database.collections.facts, journalId);
  expect([projection.through, again.through]).toEqual([3, 3]);
  await again.project([fact(4, NEW)]);
  expect([again.through, await seqsOf(again)]).toEqual([4, [4]]);
});

it('leaves nothing behind on the disk', async () => {
  const projection = await levelWith([fact(1, OLD), fact(2, NEW)]);
  await projection.forget(BETWEEN, 2);
  expect(await readStored(database.collections.facts, { selector: {}, deleted: true })).toEqual([]);
});
