import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PushAnswer, Verdict } from '#contracts/http/api.ts';
import { GENESIS } from '#domain/journal/envelope.ts';
import { DrivenClock } from '#tests/fixtures/driven-clock.ts';
import { drawerDraft, uuid } from '#tests/fixtures/fact-drafts.ts';
import { MemoryJournalStorage } from '#tests/fixtures/memory-journal-storage.ts';
import type { Stamp } from './journal/compose-line.ts';
import { type Journal, openJournal } from './journal/journal.ts';
import { linesOf, readLine } from './journal/journal-lines.ts';
import { startPush } from './push.ts';
import { journalKeys, newRegistration } from './registration.ts';
import type { ServerAnswer } from './server-api.ts';

const journalId = uuid(0xa);
const identity = { storeId: 'leeds', registerId: 'till-1', journalId, receiptSeries: 'L1' };
const keys = journalKeys(newRegistration(journalId));
const stamp: Stamp = { at: '2026-11-21T10:00:00.000Z', businessDate: '2026-11-21', operatorId: 'ann' };

/** A server's side of one journal: takes what follows its watermark, as the real one does. */
class Taker {
  hashes: string[] = [];
  requests = 0;
  inFlight = 0;
  /** What becomes of the next requests; `ok` when none is left. */
  plan: ('ok' | 'lost-request' | 'lost-answer' | 'refuse' | 'take-nothing')[] = [];
  verdicts: Verdict[] = [];

  async send(lines: Uint8Array): Promise<ServerAnswer<PushAnswer>> {
    this.requests += 1;
    this.inFlight += 1;
    expect(this.inFlight).toBe(1);
    const fate = this.plan.shift() ?? 'ok';
    await Promise.resolve();
    this.inFlight -= 1;
    if (fate === 'lost-request') return { ok: false, why: 'unreachable', detail: 'lost' };
    if (fate === 'refuse') return { ok: false, why: 'refused', status: 403, fault: { code: 'revoked' } };
    if (fate === 'ok' || fate === 'lost-answer') this.take(lines);
    if (fate === 'lost-answer') return { ok: false, why: 'unreachable', detail: 'lost' };
    const watermark = this.hashes.length;
    return { ok: true, value: { watermark, hash: this.hashes[watermark - 1] ?? GENESIS, verdicts: this.verdicts } };
  }

  take(lines: Uint8Array): void {
    for (const { text } of linesOf(lines)) {
      const read = readLine(text);
      if (!read) throw new Error('a broken line was sent');
      if (read.fact.seq === this.hashes.length + 1) this.hashes.push(read.line.hash);
    }
  }
}

async function setUp(options: { watermark?: number; facts?: number } = {}) {
  const journal = await openJournal({ storage: new MemoryJournalStorage(), identity, ...keys, segmentBytes: 3000 });
  const clock = new DrivenClock();
  const server = new Taker();
  let made = 0;
  const append = async (count: number) => {
    for (let n = 0; n < count; n++) await journal.append([drawerDraft(uuid(++made))], stamp);
  };
  await append(options.facts ?? 0);
  const push = startPush({
    journal,
    send: (lines) => server.send(lines),
    clock,
    random: () => 0.5,
    watermark: options.watermark ?? 0,
    onChange({ watermark }) {
      if (watermark > server.hashes.length) throw new Error('claims more than the server has');
    },
  });
  await clock.advance(0);
  return { journal, clock, server, push, append };
}

describe('push', () => {
  it('sends what is there at the start, then each append at once', async () => {
    const { server, push, append, clock } = await setUp({ facts: 7 });
    expect(push.state()).toMatchObject({ watermark: 7, fault: null });
    const before = server.requests;
    await append(1);
    push.wake('appended');
    await clock.advance(0);
    expect(push.state().watermark).toBe(8);
    expect(server.requests).toBe(before + 1);
    await clock.advance(3_600_000);
    expect(server.requests).toBe(before + 1);
    await push.stop();
  });

  it('after a lost answer sends again and learns that all was taken', async () => {
    const { server, push, append, clock } = await setUp({ facts: 2 });
    server.plan = ['lost-answer'];
    await append(1);
    push.wake('appended');
    await clock.advance(0);
    expect(push.state().watermark).toBe(2);
    await clock.advance(250);
    expect(push.state().watermark).toBe(3);
    await push.stop();
  });

  it('tries an unreachable server ever more rarely, at least every 5 s, and at once when it is connected', async () => {
    const { server, push, append, clock } = await setUp({ facts: 1 });
    server.plan = Array.from({ length: 1000 }, () => 'lost-request' as const);
    await append(1);
    push.wake('appended');
    await clock.advance(60_000);
    const early = server.requests;
    push.wake('appended');
    await clock.advance(0);
    expect(server.requests).toBe(early);
    await clock.advance(60_000);
    expect(server.requests - early).toBeGreaterThanOrEqual(12);
    expect(server.requests - early).toBeLessThanOrEqual(17);
    server.plan = [];
    push.wake('connected');
    await clock.advance(0);
    expect(push.state().watermark).toBe(2);
    await push.stop();
  });

  it('pushes again from the lower watermark of a server that was restored', async () => {
    const { server, push, clock } = await setUp({ facts: 30 });
    expect(push.state().watermark).toBe(30);
    server.hashes.length = 11;
    push.wake('connected');
    await clock.advance(0);
    expect(server.hashes.length).toBe(30);
    expect(push.state()).toMatchObject({ watermark: 30, fault: null });
    await push.stop();
  });

  it('finds a server that was restored before the till was started', async () => {
    const { server, push, clock } = await setUp({ facts: 5, watermark: 4 });
    await clock.advance(0);
    expect(server.hashes.length).toBe(5);
    expect(push.state().watermark).toBe(5);
    await push.stop();
  });

  it('never claims to be synced with a server that holds another history', async () => {
    const { server, push, clock, append } = await setUp({ facts: 3 });
    server.hashes = ['f'.repeat(64), 'e'.repeat(64), 'd'.repeat(64), 'c'.repeat(64)];
    await append(1);
    push.wake('connected');
    await clock.advance(0);
    expect(push.state()).toMatchObject({ watermark: 0, fault: { code: 'journal-forked' } });
    const { requests } = server;
    for (let n = 0; n < 50; n++) push.wake('appended');
    await clock.advance(60_000);
    expect(server.requests - requests).toBeLessThan(10);
    await push.stop();
  });

  it('shows a fork when the server has more than the till, as after the till lost its end', async () => {
    const { server, push, clock } = await setUp({ facts: 3 });
    server.hashes.push('c'.repeat(64));
    push.wake('connected');
    await clock.advance(0);
    expect(push.state()).toMatchObject({ watermark: 0, fault: { code: 'journal-forked' } });
    await push.stop();
  });

  it.each(['refuse', 'take-nothing'] as const)('does not spin when the server keeps answering %s', async (fate) => {
    const { server, push, clock, append } = await setUp({ facts: 1 });
    server.plan = Array.from({ length: 1000 }, () => fate);
    await append(1);
    const { requests } = server;
    push.wake('appended');
    await clock.advance(0);
    for (let n = 0; n < 100; n++) push.wake(n % 2 ? 'appended' : 'announced');
    await clock.advance(600_000);
    expect(server.requests - requests).toBeLessThan(25);
    expect(push.state().fault?.code).toBe(fate === 'refuse' ? 'revoked' : undefined);
    server.plan = [];
    push.wake('connected');
    await clock.advance(0);
    expect(push.state()).toMatchObject({ watermark: 2, fault: null });
    await push.stop();
  });

  it('shows facts in quarantine as a fault, keeps exceptions, forgets what is only parked', async () => {
    const { server, push, clock, append } = await setUp({ facts: 1 });
    server.verdicts = [
      { seq: 2, verdict: 'exception', code: 'settle-differs' },
      { seq: 3, verdict: 'parked', code: 'journal-gap' },
    ];
    await append(2);
    push.wake('appended');
    await clock.advance(0);
    expect(push.state().fault).toBeNull();
    expect(push.state().verdicts).toEqual([server.verdicts[0]]);
    server.verdicts = [{ seq: 4, verdict: 'quarantined', code: 'signature-invalid' }];
    await append(1);
    push.wake('appended');
    await clock.advance(0);
    expect(push.state().fault).toEqual({ code: 'signature-invalid', detail: 'fact 4' });
    expect(push.state().verdicts.map(({ seq }) => seq)).toEqual([2, 4]);
    await push.stop();
  });

  it('never tells a watermark above what the server has, whatever is lost, restored or appended, and arrives in the end', async () => {
    const event = fc.oneof(
      fc.record({ do: fc.constant('append' as const), count: fc.integer({ min: 1, max: 12 }) }),
      fc.record({ do: fc.constant('restore' as const), to: fc.nat(40) }),
      fc.record({ do: fc.constant('wait' as const), ms: fc.nat(3000) }),
      fc.record({ do: fc.constant('connect' as const) }),
      fc.record({
        do: fc.constant('plan' as const),
        fates: fc.array(fc.constantFrom('ok' as const, 'lost-request' as const, 'lost-answer' as const), {
          maxLength: 4,
        }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 20 }), async (events) => {
        const { journal, server, push, clock, append } = await setUp({ facts: 1 });
        for (const each of events) {
          if (each.do === 'append') {
            await append(each.count);
            push.wake('appended');
          } else if (each.do === 'restore') {
            server.hashes.length = Math.min(server.hashes.length, each.to);
            // A server is restored while it is down: every connection ends.
            push.wake('connected');
          } else if (each.do === 'plan') server.plan = each.fates;
          else if (each.do === 'connect') push.wake('connected');
          await clock.advance(each.do === 'wait' ? each.ms : 0);
        }
        server.plan = [];
        push.wake('connected');
        await clock.advance(120_000);
        expect(server.hashes).toEqual(await hashesOf(journal));
        expect(push.state()).toMatchObject({ watermark: journal.seq(), fault: null });
        await push.stop();
      }),
      { numRuns: 40 },
    );
  });
});

async function hashesOf(journal: Journal): Promise<(string | undefined)[]> {
  return Promise.all(Array.from({ length: journal.seq() }, (_, at) => journal.hashAt(at + 1)));
}
