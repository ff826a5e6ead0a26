import fc from 'fast-check';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, it } from 'vitest';
import type { OrderCompleted } from '#contracts/facts/order-completed.ts';
import { type Envelope, GENESIS } from '#domain/journal/envelope.ts';
import { journalKeys, newRegistration } from '#electron/host/registration.ts';
import { drawerDraft, orderDraft, uuid } from '#tests/fixtures/fact-drafts.ts';
import { MemoryJournalStorage, type StorageStep } from '#tests/fixtures/memory-journal-storage.ts';
import type { Stamp } from './compose-line.ts';
import { openJournal } from './journal.ts';
import { linesOf, readLine } from './journal-lines.ts';
import type { JournalStorage } from './journal-storage.ts';

const journalId = uuid(0xa);
const identity = { storeId: 'leeds', registerId: 'till-1', journalId, receiptSeries: 'L1' };
const keys = journalKeys(newRegistration(journalId));
const stamp: Stamp = { at: '2026-11-21T10:00:00.000Z', businessDate: '2026-11-21', operatorId: 'ann' };

function open(storage: JournalStorage, segmentBytes = 4000) {
  return openJournal({ storage, identity, ...keys, segmentBytes });
}

async function allLines(journal: Awaited<ReturnType<typeof open>>) {
  const found = [];
  for (let seq = 0; seq < journal.seq(); ) {
    const lines = [...linesOf(await journal.lines(seq, 5000))];
    if (lines.length === 0) throw new Error(`fact ${seq + 1} cannot be found`);
    for (const { text } of lines) {
      const read = readLine(text);
      if (!read) throw new Error(`a line from fact ${seq + 1} on does not hold`);
      found.push(read);
    }
    seq += lines.length;
  }
  return found;
}

describe('append', () => {
  it('numbers, chains and signs facts, over segments, so that anybody with the public key can prove them', async () => {
    const storage = new MemoryJournalStorage();
    const journal = await open(storage);
    for (let n = 1; n <= 12; n++)
      expect(await journal.append([orderDraft(uuid(n))], stamp)).toMatchObject({ ok: true });
    expect((await storage.list()).length).toBeGreaterThan(2);
    let prev = GENESIS;
    for (const [at, found] of (await allLines(journal)).entries()) {
      expect(found.fact).toMatchObject({ seq: at + 1, prev, id: uuid(at + 1), operatorId: 'ann' });
      expect(keys.verify(found.line.hash, found.line.signature)).toBe(true);
      prev = found.line.hash;
    }
    expect(journal.seq()).toBe(12);
  });

  it('gives training tickets numbers of a series of their own, also when it is opened again', async () => {
    const storage = new MemoryJournalStorage();
    const training: Stamp = { ...stamp, training: true };
    const numbers: string[] = [];
    let n = 0;
    for (const stamps of [
      [stamp, training, training],
      [training, stamp],
      [stamp, training],
    ]) {
      const journal = await open(storage);
      for (const each of stamps) {
        const result = await journal.append([orderDraft(uuid(++n))], each);
        for (const { payload, training } of result.ok ? result.facts : []) {
          const { series, number } = (payload as OrderCompleted).receipt;
          numbers.push(`${series} ${number} ${training}`);
        }
      }
      expect(journal.countAfter('order.completed', 0)).toBe(numbers.filter((each) => !each.includes('T')).length);
    }
    expect(numbers).toEqual([
      'L1 1 undefined',
      'L1-T 1 true',
      'L1-T 2 true',
      'L1-T 3 true',
      'L1 2 undefined',
      'L1 3 undefined',
      'L1-T 4 true',
    ]);
    for (const { fact, line } of await allLines(await open(storage))) {
      expect(line.body.includes('"training":true')).toBe(fact.training === true);
    }
  });

  it('finds facts by id and by kind, over segments and a restart, training apart', async () => {
    const storage = new MemoryJournalStorage();
    const journal = await open(storage, 1500);
    for (let n = 1; n <= 20; n++) {
      const draft = n % 3 === 0 ? drawerDraft(uuid(n)) : orderDraft(uuid(n));
      await journal.append([draft], n % 2 === 0 ? { ...stamp, training: true } : stamp);
    }
    const seqs = async (of: typeof journal, kinds: string[], after: number, training?: boolean) =>
      (await of.readKinds(kinds, after, training)).map(({ seq }) => seq);
    for (const of of [journal, await open(storage, 1500)]) {
      expect(await seqs(of, ['drawer.opened'], 0)).toEqual([3, 9, 15]);
      expect(await seqs(of, ['drawer.opened'], 3, true)).toEqual([6, 12, 18]);
      expect(await seqs(of, ['order.completed', 'drawer.opened'], 14)).toEqual([15, 17, 19]);
      expect(await seqs(of, ['cash.moved'], 0)).toEqual([]);
      expect((await of.latest('drawer.opened'))?.seq).toBe(15);
      expect((await of.latest('drawer.opened', true))?.seq).toBe(18);
      expect((await of.fact(uuid(7)))?.seq).toBe(7);
      expect(await of.fact(uuid(99))).toBeUndefined();
    }
  });

  it('reads of a long journal what is asked for and what lies beside it, not all', async () => {
    const storage = new MemoryJournalStorage();
    const journal = await open(storage);
    const at = [5, 10, 200, 399];
    for (let n = 1; n <= 400; n++) {
      await journal.append([at.includes(n) ? drawerDraft(uuid(n)) : orderDraft(uuid(n))], stamp);
    }
    let bytes = 0;
    const { read } = storage;
    storage.read = async (...args) => {
      const part = await read.apply(storage, args);
      bytes += part.length;
      return part;
    };
    await journal.read(0, 400);
    const all = bytes;
    expect((await journal.readKinds(['drawer.opened'], 0)).map(({ seq }) => seq)).toEqual(at);
    expect(bytes - all).toBeLessThan(all / 20);
  });

  it('tells followers of each durable fact once, in order, before the answer', async () => {
    const storage = new MemoryJournalStorage();
    const journal = await open(storage);
    const heard: string[] = [];
    const stop = journal.follow(({ seq }) => heard.push(`fact ${seq}`));
    const append = (n: number) => journal.append([orderDraft(uuid(n))], stamp).then(() => heard.push(`answer ${n}`));
    await append(1);
    await Promise.all([append(2), append(3), append(2)]);
    expect(heard).toEqual(['fact 1', 'answer 1', 'fact 2', 'answer 2', 'fact 3', 'answer 3', 'answer 2']);
    stop();
    await append(4);
    expect(heard.filter((each) => each.startsWith('fact'))).toEqual(['fact 1', 'fact 2', 'fact 3']);
  });

  it('answers a repeated id with the first fact, in the same group, later, and after a restart', async () => {
    const storage = new MemoryJournalStorage();
    const journal = await open(storage);
    const draft = orderDraft(uuid(1));
    const [first, second] = await Promise.all([journal.append([draft], stamp), journal.append([draft], stamp)]);
    const third = await journal.append([drawerDraft(uuid(2)), { ...draft, payload: 'another' }], stamp);
    const reopened = await open(storage.kill());
    const fourth = await reopened.append([draft], { ...stamp, operatorId: 'bob' });
    const facts = [first, second, fourth].map((result) => result.ok && result.facts[0]);
    expect(facts[0]).toMatchObject({ seq: 1, operatorId: 'ann', payload: { receipt: { series: 'L1', number: 1 } } });
    expect(facts[1]).toEqual(facts[0]);
    expect(facts[2]).toEqual(facts[0]);
    expect(third.ok && third.facts.map(({ seq }) => seq)).toEqual([2, 1]);
    expect(reopened.seq()).toBe(2);
  });

  it('lets all that wait share one sync', async () => {
    const storage = new MemoryJournalStorage();
    const journal = await open(storage, 1_000_000);
    await journal.append([drawerDraft(uuid(1))], stamp);
    let syncs = 0;
    storage.faultAt = (step) => {
      if (step === 'sync') syncs += 1;
      return undefined;
    };
    await Promise.all(Array.from({ length: 50 }, (_, n) => journal.append([drawerDraft(uuid(2 + n))], stamp)));
    expect(journal.seq()).toBe(51);
    expect(syncs).toBe(2);
  });

  it('gives receipt numbers without a gap when a write failed in between', async () => {
    const storage = new MemoryJournalStorage();
    const journal = await open(storage);
    await journal.append([orderDraft(uuid(1))], stamp);
    storage.faultAt = (step) => (step === 'append' ? { kind: 'fail', code: 'ENOSPC', after: 100 } : undefined);
    const full = await journal.append([orderDraft(uuid(2))], stamp);
    expect(full).toMatchObject({ ok: false, fault: { code: 'journal-disk-full' } });
    expect(journal.seq()).toBe(1);
    storage.faultAt = () => undefined;
    const next = await journal.append([orderDraft(uuid(3))], stamp);
    expect(next.ok && next.facts[0]).toMatchObject({ seq: 2, payload: { receipt: { number: 2 } } });
    expect(journal.fault()).toBeNull();
  });

  it('stays shut while the disk cannot prove the newest fact, and opens again when it can', async () => {
    const storage = new MemoryJournalStorage();
    const journal = await open(storage);
    await journal.append([orderDraft(uuid(1))], stamp);
    storage.faultAt = (step) =>
      step === 'sync' || step === 'truncate' ? { kind: 'fail', code: 'EIO', after: 0 } : undefined;
    expect(await journal.append([orderDraft(uuid(2))], stamp)).toMatchObject({ fault: { code: 'journal-unwritable' } });
    expect(journal.fault()).toMatchObject({ code: 'journal-unwritable' });
    storage.faultAt = () => undefined;
    await journal.recover();
    expect(journal.fault()).toBeNull();
    expect((await journal.read(0, 100)).map(({ id }) => id)).toEqual([uuid(1)]);
  });
});

describe('a journal that was changed', () => {
  async function written(count: number, segmentBytes = 4000) {
    const storage = new MemoryJournalStorage();
    const journal = await open(storage, segmentBytes);
    for (let n = 1; n <= count; n++) await journal.append([orderDraft(uuid(n))], stamp);
    return storage;
  }

  it('cuts a torn last record off, and only that', async () => {
    const storage = await written(3, 100_000);
    const [segment] = await storage.list();
    if (!segment) throw new Error('no segment');
    storage.tamper(segment.name, (bytes) => bytes.subarray(0, bytes.length - 20));
    const journal = await open(storage, 100_000);
    expect(journal.fault()).toBeNull();
    expect(journal.seq()).toBe(2);
    const next = await journal.append([orderDraft(uuid(9))], stamp);
    expect(next.ok && next.facts[0]).toMatchObject({ seq: 3, payload: { receipt: { number: 3 } } });
  });

  it('is reported and never overwritten wherever a byte of an acknowledged line in the newest segment changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0 }), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const storage = await written(3, 100_000);
        const [segment] = await storage.list();
        if (!segment) throw new Error('no segment');
        const facts = await (await open(storage, 100_000)).read(0, 100);
        // The very last byte apart: a line without its newline is what a crash leaves, too.
        const place = at % (segment.size - 1);
        storage.tamper(segment.name, (bytes) => {
          bytes.writeUInt8((bytes.readUInt8(place) ^ flip) & 255, place);
          return bytes;
        });
        const changed = await storage.read(segment.name, 0, segment.size);
        const journal = await open(storage, 100_000);
        if (journal.fault() === null && journal.seq() === 2) {
          // Only a last line that has too few fields, or zeros in it, can be taken for torn.
          const rest = Buffer.from(changed)
            .subarray((await storage.list())[0]?.size)
            .toString('latin1');
          expect(rest.includes('\0') || rest.split('\t').length < 3 || rest.split('\n').length !== 2).toBe(true);
          return;
        }
        if (journal.fault() === null) {
          // A signature that the newest one makes superfluous; the facts are what they were.
          expect(await journal.read(0, 100)).toEqual(facts);
          return;
        }
        expect(journal.fault()).toMatchObject({ code: 'journal-damaged' });
        expect(await journal.append([orderDraft(uuid(9))], stamp)).toMatchObject({ ok: false });
        expect(await storage.read(segment.name, 0, segment.size + 1)).toEqual(changed);
      }),
      { numRuns: 100 },
    );
  });

  it('is reported when the newline before the last line changed: two whole lines in one are no torn record', async () => {
    const storage = await written(3, 100_000);
    const [segment] = await storage.list();
    if (!segment) throw new Error('no segment');
    storage.tamper(segment.name, (bytes) => {
      bytes[bytes.lastIndexOf('\n', bytes.length - 2)] = 0x0b;
      return bytes;
    });
    const journal = await open(storage, 100_000);
    expect(journal.fault()).toMatchObject({ code: 'journal-damaged' });
    expect((await storage.list())[0]?.size).toBe(segment.size);
  });

  it('is reported when a segment is missing, and what lies before it can still be read', async () => {
    const storage = await written(12);
    const segments = await storage.list();
    const lost = segments[1]?.name ?? '';
    const kept = new MemoryJournalStorage();
    for (const { name, size } of segments) {
      if (name === lost) continue;
      await kept.create(name);
      await kept.append(name, await storage.read(name, 0, size));
    }
    const journal = await open(kept);
    expect(journal.fault()).toMatchObject({ code: 'journal-damaged' });
    expect((await journal.read(0, 100)).map(({ seq }) => seq)).toEqual(
      Array.from({ length: journal.seq() }, (_, at) => at + 1),
    );
    expect(journal.seq()).toBeGreaterThan(0);
  });

  it("is not taken for one's own when it is another register's", async () => {
    const storage = await written(1);
    const other = await openJournal({ storage, identity: { ...identity, journalId: uuid(0xb) }, ...keys });
    expect(other.fault()).toMatchObject({ code: 'journal-damaged' });
  });

  it('is reported when its last signature is not by its key', async () => {
    const storage = await written(1);
    const stranger = journalKeys(newRegistration(journalId));
    const journal = await openJournal({ storage, identity, sign: keys.sign, verify: stranger.verify });
    expect(journal.fault()).toMatchObject({ code: 'journal-damaged' });
  });
});

/**
 * What a run of a till does to its journal. The fault strikes at the storage's step `faultIn`, counted from the action on:
 * `fail` once, `broken` from then on until the process is killed, `crash` is a power cut, `kill` the end of the process alone.
 */
type Fault = 'none' | 'fail' | 'broken' | 'crash' | 'kill';
type Action =
  | { do: 'append'; calls: { drafts: number[]; order: boolean }[]; faultIn: number; fault: Fault }
  | { do: 'restart'; how: 'crash' | 'kill' };

const draftNumber = fc.integer({ min: 1, max: 40 });
const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('append' as const),
      calls: fc.array(
        fc.record({ drafts: fc.array(draftNumber, { minLength: 1, maxLength: 3 }), order: fc.boolean() }),
        { minLength: 1, maxLength: 4 },
      ),
      faultIn: fc.integer({ min: 0, max: 6 }),
      fault: fc.constantFrom<Fault>('none', 'none', 'none', 'fail', 'broken', 'crash', 'kill'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('restart' as const),
      how: fc.constantFrom('crash' as const, 'kill' as const),
    }),
  },
);

describe('through crashes, kills, failing writes and failing syncs', () => {
  it('nothing that was acknowledged or told to be durable is ever missing, numbered twice, or chained wrongly', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 1, maxLength: 30 }), fc.integer(), async (actions, seed) => {
        const source = xoroshiro128plus(seed);
        const random = () => uniformFloat64(source);
        let storage = new MemoryJournalStorage();
        let journal = await open(storage);
        const acknowledged = new Map<string, Envelope>();
        const durable: string[] = [];

        async function checkAll(): Promise<void> {
          expect(journal.fault()?.code).not.toBe('journal-damaged');
          const facts = await journal.read(0, 1_000_000);
          expect(facts.length).toBe(journal.seq());
          const byId = new Map(facts.map((fact) => [fact.id, fact]));
          for (const [id, fact] of acknowledged) expect(byId.get(id)).toEqual(fact);
          for (const [at, id] of durable.entries()) expect(facts[at]?.id).toBe(id);
          const numbers = facts
            .filter(({ kind }) => kind === 'order.completed')
            .map(({ payload }) => (payload as OrderCompleted).receipt.number);
          expect(numbers).toEqual(numbers.map((_, at) => at + 1));
          expect(new Set(facts.map(({ id }) => id)).size).toBe(facts.length);
          let prev = GENESIS;
          for (const found of await allLines(journal)) {
            expect(found.fact.prev).toBe(prev);
            prev = found.line.hash;
          }
          durable.splice(0, durable.length, ...facts.map(({ id }) => id));
        }

        for (const each of actions) {
          let ended = each.do === 'restart' ? each.how : null;
          if (each.do === 'append') {
            let steps = 0;
            storage.faultAt = (_: StorageStep) => {
              const { fault } = each;
              const at = steps++;
              if (fault === 'none' || (fault === 'broken' ? at < each.faultIn : at !== each.faultIn)) return undefined;
              const after = Math.floor(random() * 3000);
              if (fault !== 'fail') ended = fault === 'crash' ? 'crash' : 'kill';
              const fails = fault === 'fail' || fault === 'broken';
              return fails ? { kind: 'fail', code: 'EIO', after } : { kind: 'crash', after };
            };
            const results = await Promise.all(
              each.calls.map(({ drafts, order }) => {
                const made = drafts.map((n) => (order && n % 2 === 0 ? orderDraft(uuid(n)) : drawerDraft(uuid(n))));
                return journal.append(made, stamp);
              }),
            );
            storage.faultAt = () => undefined;
            for (const result of results) {
              if (result.ok) for (const fact of result.facts) acknowledged.set(fact.id, fact);
            }
          }
          if (ended) {
            storage = ended === 'kill' ? storage.kill() : storage.crash({ random });
            journal = await open(storage);
          }
          await checkAll();
        }
      }),
      { numRuns: 200 },
    );
  });
});
