import { describe, expect, it } from 'vitest';
import type { Fact } from '#contracts/facts/envelope.ts';
import type { HostApi, HostInput, HostMethod } from '#contracts/ipc/host.ts';
import { draftOf, idMaker } from '#renderer/features/stock/testing/draft.ts';
import { createDraftKeep } from './draft-keep.ts';
import { addGoods } from './draft-lines.ts';
import { createStockWork } from './stock-work.ts';

/** A machine whose host answers, gives no answer after it journalled, or refuses. */
function machine() {
  const items = new Map<string, string>();
  const storage = {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, text: string) => void items.set(key, text),
    removeItem: (key: string) => void items.delete(key),
  };
  const journal = new Map<string, unknown>();
  const vault: string[] = [];
  const took: string[] = [];
  const mood = { host: 'ok' as 'ok' | 'silent' | 'full' };
  const host = {
    async call(method: HostMethod, input: unknown) {
      if (method === 'vault.put') {
        vault.push((input as HostInput<'vault.put'>).text);
        return { ok: true };
      }
      const { drafts } = input as HostInput<'journal.append'>;
      if (mood.host === 'full') return { ok: false, fault: { code: 'journal-disk-full' } };
      for (const { id, payload } of drafts) if (!journal.has(id)) journal.set(id, payload);
      if (mood.host === 'silent') throw new Error('no answer');
      return { ok: true, facts: drafts };
    },
    subscribe: () => () => undefined,
  } as unknown as HostApi;
  const keep = createDraftKeep(storage, false);
  const open = (draft = draftOf('adjust', { reason: 'theft' })) =>
    createStockWork(draft, {
      host,
      keep,
      locationId: 'shelf',
      journalled: (facts: readonly Fact[]) => void took.push(...facts.map(({ kind }) => kind)),
    });
  return { open, keep, items, storage, journal, vault, took, mood };
}
const newId = idMaker();
const add = (variantId: string) => (draft: ReturnType<typeof draftOf>) =>
  addGoods(draft, { variantId, quantity: 2 }, newId);

describe('work with goods', () => {
  it('is kept at every change, and gone on with by whoever opens it', () => {
    const { open, keep } = machine();
    const work = open();
    work.edit(add('tea'));
    const [kept] = keep.all();
    expect(kept).toEqual(work.view.get().draft);
    expect(kept && open(kept).view.get().draft.lines).toHaveLength(1);
  });

  it('keeps that of training apart, and passes over what it cannot read', () => {
    const { open, keep, storage, items } = machine();
    const { draft } = open().view.get();
    expect(createDraftKeep(storage, true).all()).toEqual([]);
    items.set(`omnitill-stock-work-${draft.draftId}`, '{"kind":"receive"}');
    expect(keep.all()).toEqual([]);
    keep.drop(draft.draftId);
    expect([...items.keys()]).toEqual(['omnitill-stock-work']);
  });

  it('is no work yet while nothing is in it, and goes when other work begins', () => {
    const { open, keep, items } = machine();
    const left = open();
    expect(keep.all()).toEqual([]);
    const begun = open(draftOf('receive', { draftId: newId() }));
    begun.edit(add('tea'));
    expect(keep.all()).toEqual([begun.view.get().draft]);
    expect([...items.keys()].some((key) => key.endsWith(left.view.get().draft.draftId))).toBe(false);
    left.edit(add('milk'));
    expect(keep.all()).toHaveLength(2);
  });

  it('takes back one change after the other', () => {
    const { open } = machine();
    const work = open();
    work.edit(add('tea'));
    work.edit(add('mug'));
    work.undo();
    expect(work.view.get().draft.lines.map(({ variantId }) => variantId)).toEqual(['tea']);
    work.undo();
    expect(work.view.get()).toMatchObject({ canUndo: false, draft: { lines: [] } });
    work.undo();
    expect(work.view.get().draft.lines).toEqual([]);
  });

  it('becomes one fact, its note first, and is kept no longer', async () => {
    const { open, keep, journal, vault, took } = machine();
    const work = open();
    work.edit(add('tea'));
    work.note((draft) => ({ ...draft, note: ' Box gone ' }));
    await work.save();
    await work.save();
    expect(vault).toEqual(['Box gone']);
    expect([...journal.keys()]).toEqual([work.view.get().draft.draftId]);
    expect(took).toEqual(['stock.adjusted']);
    expect(work.view.get()).toMatchObject({ busy: false, fault: null, saved: { kind: 'stock.adjusted' } });
    expect(keep.all()).toEqual([]);
    work.edit(add('mug'));
    expect(work.view.get().draft.lines).toHaveLength(1);
  });

  it('is told again as it was when no answer came, also after a crash', async () => {
    const { open, keep, journal, mood } = machine();
    const work = open();
    work.edit(add('tea'));
    mood.host = 'silent';
    await work.save();
    expect(work.view.get()).toMatchObject({ saved: null, fault: { code: 'host-unreachable' }, draft: { asked: true } });
    work.edit(add('mug'));
    mood.host = 'ok';
    const [left] = keep.all();
    const again = open(left);
    await again.save();
    expect(again.view.get().saved).not.toBeNull();
    expect(journal.size).toBe(1);
    expect(keep.all()).toEqual([]);
  });

  it('can be changed again when it was refused', async () => {
    const { open, keep, mood } = machine();
    const work = open();
    work.edit(add('tea'));
    mood.host = 'full';
    await work.save();
    expect(work.view.get()).toMatchObject({ fault: { code: 'journal-disk-full' }, draft: { asked: false } });
    work.edit(add('mug'));
    expect(keep.all()[0]?.lines).toHaveLength(2);
  });

  it('asks nothing of the host while something is missing', async () => {
    const { open, journal } = machine();
    await open().save();
    expect(journal.size).toBe(0);
  });
});
