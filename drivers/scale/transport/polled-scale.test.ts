import { afterAll, describe, expect, it } from 'vitest';
import type { ScaleSettings, ScaleSight } from '#contracts/ipc/devices.ts';
import { dialog06 as dialog06Protocol } from '#drivers/scale/protocol/dialog06.ts';
import { mettler8217 } from '#drivers/scale/protocol/mettler-8217.ts';
import { NO_SOCAT, openPtyPair } from '#drivers/sim/pty-pair.ts';
import { VirtualDialog06 } from '#drivers/sim/scale/virtual-dialog06.ts';
import { VirtualScale } from '#drivers/sim/scale/virtual-scale.ts';
import type { ByteTransport } from '#drivers/transport/byte-line.ts';
import { transportAt } from '#drivers/transport/transport-at.ts';
import { PolledScale } from './polled-scale.ts';
import { scaleFor } from './scale-for.ts';

type Protocol = ScaleSettings['protocol'];
const FAST = { pollMs: 5, answerMs: 150 };
const UNIT_PRICE = 399;
const closing: (() => unknown)[] = [];

afterAll(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

function scaleAt(address: string, protocol: Protocol, secret = false) {
  const found = transportAt(address);
  if (!found.ok) throw new Error(found.message);
  const checksums = secret ? { checksums: { checksum: '1234', polynomial: '1021' } } : {};
  const scale = scaleFor({ address, protocol, ...checksums }, found.transport, FAST);
  closing.push(() => scale.close());
  return scale;
}

function virtualFor(protocol: Protocol) {
  const virtual = protocol === 'dialog06' ? new VirtualDialog06() : new VirtualScale(0);
  closing.push(() => virtual.close());
  return virtual;
}

async function overTcp(protocol: Protocol) {
  const virtual = virtualFor(protocol);
  return { virtual, scale: scaleAt(`tcp://127.0.0.1:${await virtual.listen(0)}`, protocol) };
}

async function dialog06(checksums = false) {
  const virtual = new VirtualDialog06(checksums);
  closing.push(() => virtual.close());
  return { virtual, scale: scaleAt(`tcp://127.0.0.1:${await virtual.listen(0)}`, 'dialog06', checksums) };
}

describe.concurrent.each<Protocol>(['mettler-8217', 'cas', 'dialog06'])('%s', (protocol) => {
  const weighing = { unitPrice: UNIT_PRICE, deadlineMs: 5_000 };
  /** For a scale that answers and never gives a weight: its deadline ends the weighing. */
  const inVain = { unitPrice: UNIT_PRICE, deadlineMs: 800 };

  it('gives a stable weight in grams, and takes the tare off once', async () => {
    const { virtual, scale } = await overTcp(protocol);
    virtual.put(1_250);
    expect(await scale.weigh(weighing)).toMatchObject({ ok: true, netGrams: 1_250, tareGrams: 0 });
    const tared = await scale.weigh({ ...weighing, tareGrams: 50 });
    expect(tared).toMatchObject({ ok: true, netGrams: 1_200, tareGrams: 50 });
  });

  it('waits out motion, and tells what is seen', async () => {
    const { virtual, scale } = await overTcp(protocol);
    virtual.put(500);
    await virtual.setFaults({ unsteady: true });
    const seen: ScaleSight[] = [];
    const weight = scale.weigh({
      ...weighing,
      onSight(sight) {
        seen.push(sight);
        if (sight === 'motion') void virtual.setFaults({ unsteady: false });
      },
    });
    expect(await weight).toMatchObject({ ok: true, netGrams: 500 });
    expect(seen).toEqual(['waiting', 'motion']);
  });

  it.each([
    ['unsteady', 'scale-motion'],
    ['overload', 'scale-overload'],
    ['silent', 'scale-timeout'],
    ['dead', 'scale-unreachable'],
  ] as const)('gives no weight while %s', async (fault, code) => {
    const { virtual, scale } = await overTcp(protocol);
    virtual.put(500);
    await virtual.setFaults({ [fault]: true });
    expect(await scale.weigh(inVain)).toMatchObject({ ok: false, code });
  });

  it('gives no weight that is garbled', async () => {
    const { virtual, scale } = await overTcp(protocol);
    virtual.put(500);
    await virtual.setFaults({ garbage: true });
    const outcome = await scale.weigh(inVain);
    expect(outcome.ok && outcome.netGrams !== 500).toBe(false);
  });

  it('says that nothing is on it, that it is below zero, and that the tare is heavier than the load', async () => {
    const { virtual, scale } = await overTcp(protocol);
    expect(await scale.weigh(inVain)).toMatchObject({ ok: false, code: 'scale-empty' });
    virtual.put(-20);
    expect(await scale.weigh(inVain)).toMatchObject({ ok: false, code: 'scale-underload' });
    virtual.put(40);
    expect(await scale.weigh({ ...inVain, tareGrams: 50 })).toMatchObject({ ok: false, code: 'scale-underload' });
  });

  it('reads a scale that answers byte by byte', async () => {
    const { virtual, scale } = await overTcp(protocol);
    virtual.put(777);
    await virtual.setFaults({ split: true });
    expect(await scale.weigh(weighing)).toMatchObject({ ok: true, netGrams: 777 });
  });

  it('is unreachable when unplugged in the middle, and works again after', async () => {
    const { virtual, scale } = await overTcp(protocol);
    virtual.put(300);
    await virtual.setFaults({ unsteady: true });
    const cut = scale.weigh({
      ...weighing,
      onSight: (sight) => {
        if (sight === 'motion') void virtual.setFaults({ dead: true });
      },
    });
    expect(await cut).toMatchObject({ ok: false, code: 'scale-unreachable' });
    await virtual.setFaults({ dead: false, unsteady: false });
    expect(await scale.weigh(weighing)).toMatchObject({ ok: true, netGrams: 300 });
  });

  it('gives up when told', async () => {
    const { scale } = await overTcp(protocol);
    const giveUp = new AbortController();
    const options = { ...weighing, signal: giveUp.signal, onSight: () => giveUp.abort() };
    expect(await scale.weigh(options)).toMatchObject({ ok: false, code: 'scale-interrupted' });
  });

  it.skipIf(NO_SOCAT)(`works over a serial port, until it is unplugged${NO_SOCAT ? `: ${NO_SOCAT}` : ''}`, async () => {
    const pair = await openPtyPair();
    closing.push(() => pair.unplug());
    const virtual = virtualFor(protocol);
    await virtual.plugInto(pair.b);
    const scale = scaleAt(`serial:${pair.a}?baud=9600`, protocol);
    virtual.put(1_005);
    expect(await scale.weigh(weighing)).toMatchObject({ ok: true, netGrams: 1_005 });
    await pair.unplug();
    expect(await scale.weigh(weighing)).toMatchObject({ ok: false, code: 'scale-unreachable' });
  });
});

it('refuses a tare when the scale takes off one of its own', async () => {
  const netScale: ByteTransport = {
    address: 'net',
    answers: true,
    open: async (listener) => ({
      alive: true,
      write: () => queueMicrotask(() => listener.data(Buffer.from('\x0200.480N\r'))),
      close() {},
      breakOff() {},
    }),
  };
  const scale = new PolledScale(mettler8217, netScale, FAST);
  expect(await scale.weigh({ deadlineMs: 5_000 })).toEqual({ ok: true, netGrams: 480, tareGrams: 0 });
  expect(await scale.weigh({ deadlineMs: 5_000, tareGrams: 10 })).toEqual({ ok: false, code: 'scale-tared' });
});

it('takes a weight of a Dialog 06 scale only when a second one equals it, whatever the unit price', async () => {
  // Each `EOT ENQ` is answered by the next record: one of 1.250 kg that was meant to be 1.260 kg, then the right ones.
  const results = [1_250, 1_260, 1_260].map((grams) => {
    const amount = String(Math.round((grams * UNIT_PRICE) / 1_000)).padStart(6, '0');
    return `\x0202\x1b3\x1b0${grams}\x1b000${UNIT_PRICE}\x1b${amount}\x03`;
  });
  const scripted: ByteTransport = {
    address: 'scripted',
    answers: true,
    open: async ({ data }) => ({
      alive: true,
      write(bytes) {
        const asked = Buffer.from(bytes).toString('latin1');
        const answer = asked === '\x04\x05' ? results.shift() : asked === '\x04' ? undefined : '\x06';
        if (answer !== undefined) queueMicrotask(() => data(Buffer.from(answer)));
      },
      close() {},
      breakOff() {},
    }),
  };
  const scale = new PolledScale(dialog06Protocol, scripted, FAST);
  expect(await scale.weigh({ unitPrice: UNIT_PRICE, deadlineMs: 5_000 })).toMatchObject({ ok: true, netGrams: 1_260 });
  expect(results).toEqual([]);
});

it('compares the price of a Dialog 06 scale with its own', async () => {
  const { virtual, scale } = await dialog06();
  virtual.put(1_250);
  const weighing = { unitPrice: UNIT_PRICE, deadlineMs: 5_000 };
  expect(await scale.weigh(weighing)).toMatchObject({ ok: true, scalePrice: 499 });
  await virtual.setFaults({ wrongPrice: true });
  expect(await scale.weigh(weighing)).toMatchObject({ ok: false, code: 'scale-price-differs' });
});

it('answers a Dialog 06 scale that asks for checksums', async () => {
  const { virtual, scale } = await dialog06(true);
  virtual.put(1_000);
  expect(await scale.weigh({ unitPrice: UNIT_PRICE, deadlineMs: 5_000 })).toMatchObject({ ok: true, netGrams: 1_000 });
});

it('a weighing that breaks leaves the next one its turn', async () => {
  let first = true;
  const transport: ByteTransport = {
    address: 'test',
    answers: true,
    async open() {
      if (!first) return 'closed';
      first = false;
      throw new Error('broken');
    },
  };
  const scale = scaleFor({ address: 'tcp://127.0.0.1:9', protocol: 'cas' }, transport, FAST);
  closing.push(() => scale.close());
  await expect(scale.weigh()).rejects.toThrow('broken');
  expect(await scale.weigh()).toMatchObject({ ok: false, code: 'scale-unreachable' });
});

it('waits for its turn no longer than its own deadline', async () => {
  let letGo = (): void => {};
  const opened = new Promise<'closed'>((resolve) => {
    letGo = () => resolve('closed');
  });
  const transport: ByteTransport = { address: 'test', answers: true, open: () => opened };
  const scale = scaleFor({ address: 'tcp://127.0.0.1:9', protocol: 'cas' }, transport, FAST);
  let firstEnded = false;
  const first = scale.weigh().then(() => {
    firstEnded = true;
  });
  expect(await scale.weigh({ deadlineMs: 5 })).toMatchObject({ ok: false, code: 'scale-timeout' });
  expect(firstEnded).toBe(false);
  letGo();
  await first;
  scale.close();
});
