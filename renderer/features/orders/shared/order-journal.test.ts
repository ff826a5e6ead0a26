import { expect, test } from 'vitest';
import { ordered } from '#renderer/features/orders/testing/ordered.ts';
import { FakeHost } from '#renderer/store/testing/fake-host.ts';
import { createOrderJournal, draftOf } from './order-journal.ts';

function setUp() {
  const host = new FakeHost('own');
  const items = new Map<string, string>();
  const kept = {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  };
  const store = { fulfilments: async () => [ordered()], project: async () => undefined };
  const told: string[] = [];
  host.answer('journal.append', ({ drafts }) => {
    for (const { id } of drafts) if (!told.includes(id)) told.push(id);
    return { ok: true, facts: [] };
  });
  return { host, told, items, journal: () => createOrderJournal({ host, store, kept }) };
}

const claim = () => draftOf('fulfilment.claimed', { fulfilmentId: ordered().fulfilmentId, operatorId: 'O1' });

test('what got no answer is told again, the same, before anything else, after a crash too', async () => {
  const { host, told, items, journal } = setUp();
  const [first, second] = [claim(), claim()];
  host.reachable = false;
  expect(await journal().tell(() => [first])).toMatchObject({ code: 'host-unreachable' });
  expect(await journal().tell(() => [second])).toMatchObject({ code: 'host-unreachable' });
  host.reachable = true;
  expect(await journal().tell(() => [second])).toBeNull();
  expect([told, items.size]).toEqual([[first.id, second.id], 0]);
});

test('what is refused is told, and stands in the way of nothing', async () => {
  const { host, told, journal } = setUp();
  host.answer('journal.append', () => ({ ok: false, fault: { code: 'permission-refused' } }));
  const one = journal();
  expect(await one.tell(() => [claim()])).toEqual({ code: 'permission-refused' });
  host.answer('journal.append', ({ drafts }) => {
    told.push(...drafts.map(({ id }) => id));
    return { ok: true, facts: [] };
  });
  const next = claim();
  expect(await one.tell(() => [next])).toBeNull();
  expect(told).toEqual([next.id]);
});
