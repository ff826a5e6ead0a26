import { connect, createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { BehaviourChange } from '#drivers/sim/terminal/terminal-behaviour.ts';
import { startVirtualTerminal, type VirtualTerminal } from '#drivers/sim/terminal/virtual-terminal.ts';
import { terminalFor } from './terminal-for.ts';
import { ZvtTerminal } from './zvt-terminal.ts';

const SALE = { amount: 1250, currency: 'EUR' };
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function setUp(behaviour: BehaviourChange = {}) {
  const machine: VirtualTerminal = await startVirtualTerminal({ port: 0, behaviour });
  open.push(machine);
  const terminal = new ZvtTerminal({ host: '127.0.0.1', port: machine.port, password: '000000', language: () => 'en' });
  const words: string[] = [];
  return { machine, terminal, words, watch: (text: string) => words.push(text) };
}

describe('a terminal over ZVT', () => {
  it('takes a sale, says what it waits for, and names it by a reference without card data', async () => {
    const { machine, terminal, words, watch } = await setUp({ tip: 150 });
    const outcome = await terminal.sale(SALE, watch);
    expect(outcome).toEqual({
      outcome: 'approved',
      amount: 1250,
      tip: 150,
      reference: expect.stringMatching(/^0001-000001-\d{4}-\d{6}$/),
    });
    expect(words).toEqual(['Insert, tap or swipe the card', 'The terminal is asking the bank']);
    expect(machine.taken()).toBe(1400);
    expect(JSON.stringify(outcome)).not.toContain('4771');
  });

  it('declines, gives money back, and takes a payment back once', async () => {
    const { machine, terminal, watch } = await setUp({ verdict: 'decline' });
    expect(await terminal.sale(SALE, watch)).toMatchObject({ outcome: 'declined' });
    await machine.setBehaviour({ verdict: 'approve' });
    expect(await terminal.refund({ amount: 300, currency: 'EUR' }, watch)).toMatchObject({
      outcome: 'approved',
      amount: 300,
    });
    expect(machine.taken()).toBe(-300);
    const sale = await terminal.sale(SALE, watch);
    if (sale.outcome !== 'approved') throw new Error('not approved');
    expect(await terminal.void(sale.reference, watch)).toMatchObject({ outcome: 'approved', amount: 1250 });
    expect(machine.taken()).toBe(-300);
    expect(await terminal.void(sale.reference, watch)).toMatchObject({
      outcome: 'declined',
      words: 'It cannot be taken back on the terminal',
    });
    const last = await terminal.lastResult(watch);
    if (!last.ok) throw new Error(last.fault);
    expect([last.last.isVoid, last.last.voids(sale.reference), last.last.voids('slip 42')]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('is given up by the cashier', async () => {
    const { machine, terminal, watch } = await setUp({ verdict: 'ask' });
    const sale = terminal.sale(SALE, (text) => {
      watch(text);
      terminal.cancel();
    });
    expect(await sale).toMatchObject({ outcome: 'declined', words: 'Cancelled, or the customer took too long' });
    expect(machine.taken()).toBe(0);
  });

  it.each(['asked', 'approved'] as const)(
    'whose line dies (%s) says that nobody knows, and tells afterwards',
    async (dies) => {
      const { machine, terminal, watch } = await setUp({ dies });
      expect(await terminal.sale(SALE, watch)).toMatchObject({ outcome: 'unknown' });
      await expect.poll(() => machine.transactions().length).toBe(1);
      const last = await terminal.lastResult(watch);
      expect(last).toMatchObject({ ok: true, last: { approved: true, total: 1250, isVoid: false } });
      expect(machine.taken()).toBe(1250);
    },
  );

  it('that is asked about while the customer still thinks gives up first, so that its word is the last', async () => {
    const { machine, terminal, watch } = await setUp({ verdict: 'ask', dies: 'asked' });
    expect(await terminal.sale(SALE, watch)).toMatchObject({ outcome: 'unknown' });
    expect(await terminal.lastResult(watch)).toMatchObject({ ok: true, last: { approved: false } });
    expect(machine.press('approve')).toBe(false);
    expect(machine.taken()).toBe(0);
  });

  it('that is busy, off, or asked by two at once was not asked', async () => {
    const { machine, terminal, watch } = await setUp({ busy: true });
    expect(await terminal.sale(SALE, watch)).toMatchObject({ outcome: 'not-asked', fault: 'terminal-busy' });
    await machine.setBehaviour({ busy: false, off: true });
    expect(await terminal.sale(SALE, watch)).toMatchObject({
      outcome: 'not-asked',
      fault: 'terminal-unreachable',
      words: 'The terminal does not answer',
    });
    expect(await terminal.status()).toEqual({ ok: false, fault: 'terminal-unreachable' });
    await machine.setBehaviour({ off: false });
    const first = terminal.sale(SALE, watch);
    expect(await terminal.sale(SALE, watch)).toMatchObject({ outcome: 'not-asked', fault: 'terminal-busy' });
    expect(await first).toMatchObject({ outcome: 'approved' });
    expect(await terminal.status()).toEqual({ ok: true });
  });

  it('that has done nothing yet can tell nothing', async () => {
    const { terminal, watch } = await setUp();
    expect(await terminal.lastResult(watch)).toMatchObject({ ok: false, fault: 'payment-unknown' });
  });

  it('that falls silent is given up as lost', async () => {
    const silent = createServer((socket) => {
      socket.on('data', (bytes) => {
        const text = bytes.toString('hex');
        if (text.startsWith('0600')) socket.write(Buffer.from('800000060f00', 'hex'));
        else if (text.includes('0601')) socket.write(Buffer.from('800000', 'hex'));
      });
    });
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    if (typeof address !== 'object' || !address) throw new Error('no port');
    const { port } = address;
    const terminal = new ZvtTerminal({
      host: '127.0.0.1',
      port,
      password: '000000',
      language: () => 'en',
      silenceMs: 50,
    });
    expect(await terminal.sale(SALE, () => {})).toEqual({ outcome: 'unknown', detail: 'the terminal fell silent' });
    await new Promise((resolve) => silent.close(resolve));
  });

  it('refuses what is not registered', async () => {
    const { machine } = await setUp();
    const socket = connect({ host: '127.0.0.1', port: machine.port });
    const answer = new Promise<Buffer>((resolve) => socket.once('data', resolve));
    socket.write(Buffer.from('06010a04000000001000490978', 'hex'));
    expect((await answer).toString('hex')).toBe('846b00');
    socket.destroy();
  });
});

describe('the virtual terminal', () => {
  it('waits for a key, and adds a tip', async () => {
    const { machine, terminal, watch } = await setUp({ verdict: 'ask' });
    expect(machine.press('approve')).toBe(false);
    await machine.setBehaviour({ tip: 50 });
    const sale = terminal.sale(SALE, (text) => {
      watch(text);
      if (text.startsWith('Insert')) machine.press('approve');
    });
    expect(await sale).toMatchObject({ outcome: 'approved', tip: 50 });
    expect([machine.taken(), machine.asked()]).toEqual([1300, null]);
  });
});

describe('an address', () => {
  it.each([
    ['zvt://127.0.0.1:20007', true],
    ['zvt://terminal?password=123456', true],
    ['zvt://terminal?password=1', false],
    ['http://terminal', false],
    ['terminal', false],
  ])('%s means a terminal: %s', (url, means) => {
    expect(terminalFor(url, () => 'en') !== null).toBe(means);
  });
});
