import { describe, expect, it } from 'vitest';
import type { HostApi, HostInput, HostMethod } from '#contracts/ipc/host.ts';
import { createSideJournal } from './side-journal.ts';

const NOTE = { id: '0192f000-0000-7000-8000-00000000000a', text: 'Blue coat' };

/** A host that answers, gives no answer, or refuses; timers run when told to. */
function journal() {
  const calls: string[] = [];
  const timers: (() => void)[] = [];
  let mood: 'ok' | 'away' | 'full' | 'no-vault' = 'ok';
  const host = {
    async call(method: HostMethod, input: unknown) {
      if (mood === 'away') throw new Error('no answer');
      if (method === 'vault.put' && mood === 'no-vault') return { ok: false, fault: { code: 'storage-full' } };
      if (method === 'vault.put') calls.push(`vault ${(input as HostInput<'vault.put'>).text}`);
      if (method !== 'journal.append') return { ok: true };
      const { drafts } = input as HostInput<'journal.append'>;
      if (mood === 'full') return { ok: false, fault: { code: 'journal-disk-full' } };
      calls.push(drafts.map(({ kind }) => kind).join());
      return { ok: true, facts: drafts };
    },
    subscribe: () => () => undefined,
  } as unknown as HostApi;
  const took: string[] = [];
  const side = createSideJournal({
    host,
    journalled: (facts) => void took.push(...facts.map(({ kind }) => kind)),
    later: (callback) => void timers.push(callback),
  });
  const run = async () => {
    for (const timer of timers.splice(0)) timer();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { side, calls, took, timers, run, set: (next: typeof mood) => (mood = next) };
}

describe('the journal beside a sale', () => {
  it('asks nothing of the host before the screen was painted, then all at once and in order', async () => {
    const { side, calls, took, run } = journal();
    side.tell({ kind: 'cart.opened', payload: {} }, { kind: 'line.voided', payload: {} });
    side.tell({ kind: 'cart.parked', payload: {}, notes: [NOTE] });
    expect(calls).toEqual([]);
    await run();
    expect(calls).toEqual(['vault Blue coat', 'cart.opened,line.voided,cart.parked']);
    expect(took).toEqual(['cart.opened', 'line.voided', 'cart.parked']);
  });

  it('tries again when the host gives no answer, and loses nothing', async () => {
    const { side, calls, run, set } = journal();
    set('away');
    side.tell({ kind: 'cart.opened', payload: {} });
    await run();
    side.tell({ kind: 'cart.abandoned', payload: {} });
    set('ok');
    await run();
    expect(calls).toEqual(['cart.opened,cart.abandoned']);
  });

  it('journals what a text belongs to also where the text is not kept', async () => {
    const { side, calls, run, set } = journal();
    set('no-vault');
    side.tell({ kind: 'problem.reported', payload: {}, notes: [NOTE] });
    await run();
    expect(calls).toEqual(['problem.reported']);
  });

  it('lets go of what the host refuses: no sale waits for it', async () => {
    const { side, calls, run, set } = journal();
    set('full');
    side.tell({ kind: 'cart.opened', payload: {} });
    await run();
    set('ok');
    side.tell({ kind: 'line.voided', payload: {} });
    await run();
    expect(calls).toEqual(['line.voided']);
  });
});
