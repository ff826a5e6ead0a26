import { expect, test } from 'vitest';
import { type Planned, type RecordKind, recordTask } from './record-task.ts';
import { sendParts } from './send-parts.ts';

interface Shelf {
  id: string;
  name: string;
  archived: boolean;
}

/** Shelves with revisions as a server keeps them; it refuses the name `bad`. */
function shop(rows: readonly Shelf[]) {
  const kept = new Map(rows.map((shelf) => [shelf.id, { shelf, revision: 1 }]));
  const kind: RecordKind<Shelf> = {
    keyOf: ({ id }) => id,
    nameOf: ({ name }) => name,
    words: ({ name }) => [{ label: 'name', text: name }],
    isSame: (a, b) => JSON.stringify(a) === JSON.stringify(b),
    withdrawn: (made) => ({ ...made, archived: true }),
    async publish({ after, revision }) {
      if (after.name === 'bad') return { ok: false, reason: 'no such name' };
      if ((kept.get(after.id)?.revision ?? 0) !== revision) return { ok: false, reason: 'changed meanwhile' };
      kept.set(after.id, { shelf: after, revision: revision + 1 });
      return { ok: true, revision: revision + 1 };
    },
  };
  return { kept, kind };
}

const run = <Part, Back>(parts: readonly Part[], send: Parameters<typeof sendParts<Part, Back>>[1]['send']) =>
  sendParts(parts, { sizeOf: () => 1, send, isStopped: () => false, onSum: () => undefined });

test('each is taken or refused by itself, and taking back brings all to where they were', async () => {
  const [a, b, c] = ['a', 'b', 'c'].map((id) => ({ id, name: id, archived: false })) as [Shelf, Shelf, Shelf];
  const { kept, kind } = shop([a, b, c]);
  const made = { id: 'd', name: 'new', archived: false };
  const plan: Planned<Shelf>[] = [
    { line: 2, before: a, revision: 1, after: { ...a, name: 'first' } },
    { line: 3, before: b, revision: 1, after: { ...b, name: 'bad' } },
    { line: 4, before: c, revision: 1, after: c },
    { line: 5, before: null, revision: 0, after: made },
  ];
  const task = recordTask(kind);
  const done = await run(plan, task.send);
  expect(done.tally).toEqual({ created: 1, changed: 1, unchanged: 1 });
  expect(done.failed).toEqual([{ key: 'b', line: 3, reason: 'no such name' }]);
  expect(kept.get('a')).toEqual({ shelf: { ...a, name: 'first' }, revision: 2 });

  kept.set('d', { shelf: made, revision: 2 });
  const undone = await run(done.back, task.takeBack);
  expect(kept.get('a')).toEqual({ shelf: a, revision: 3 });
  expect(undone.failed).toEqual([{ key: 'd', line: null, reason: 'changed meanwhile' }]);
  kept.set('d', { shelf: made, revision: 1 });
  await run(done.back.slice(1), task.takeBack);
  expect(kept.get('d')?.shelf).toEqual({ ...made, archived: true });
});
