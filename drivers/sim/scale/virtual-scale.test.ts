import { afterAll, describe, expect, it } from 'vitest';
import type { ScaleSettings } from '#contracts/ipc/devices.ts';
import { scaleFor } from '#drivers/scale/transport/scale-for.ts';
import { NO_SOCAT, openPtyPair } from '#drivers/sim/pty-pair.ts';
import { transportAt } from '#drivers/transport/transport-at.ts';
import { VirtualScale } from './virtual-scale.ts';

const closing: (() => unknown)[] = [];
afterAll(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A till's scale at an address. */
function scaleAt(address: string, protocol: ScaleSettings['protocol']) {
  const found = transportAt(address);
  if (!found.ok) throw new Error(found.message);
  const scale = scaleFor({ address, protocol }, found.transport, { pollMs: 5, answerMs: 200 });
  closing.push(() => scale.close());
  return scale;
}

async function overTcp(protocol: ScaleSettings['protocol'], settleMs = 0) {
  const virtual = new VirtualScale(settleMs);
  closing.push(() => virtual.close());
  const scale = scaleAt(`tcp://127.0.0.1:${await virtual.listen(0)}`, protocol);
  return { virtual, scale };
}

describe.concurrent.each(['mettler-8217', 'cas'] as const)('VirtualScale asked as %s', (protocol) => {
  it('tells what lies on it, also byte by byte', async () => {
    const { virtual, scale } = await overTcp(protocol);
    virtual.put(1_240);
    expect(await scale.weigh({ tareGrams: 40 })).toEqual({ ok: true, netGrams: 1_200, tareGrams: 40 });
    await virtual.setFaults({ split: true });
    virtual.put(350);
    expect(await scale.weigh()).toMatchObject({ ok: true, netGrams: 350 });
  });

  it('swings before it tells', async () => {
    const { virtual, scale } = await overTcp(protocol, 100);
    const sights: string[] = [];
    virtual.put(350);
    expect(await scale.weigh({ onSight: (sight) => sights.push(sight) })).toMatchObject({ ok: true, netGrams: 350 });
    expect(sights).toContain('motion');
  });

  it.each([
    ['unsteady', 'scale-motion'],
    ['overload', 'scale-overload'],
    ['silent', 'scale-timeout'],
    ['dead', 'scale-unreachable'],
  ] as const)('%s is no weight, and goes away', async (fault, code) => {
    const { virtual, scale } = await overTcp(protocol);
    virtual.put(350);
    await virtual.setFaults({ [fault]: true });
    expect(await scale.weigh({ deadlineMs: 1_500 })).toMatchObject({ ok: false, code });
    await virtual.setFaults({ [fault]: false });
    expect(await scale.weigh()).toMatchObject({ ok: true, netGrams: 350 });
  });

  it('with noise on the line gives no wrong weight', async () => {
    const { virtual, scale } = await overTcp(protocol);
    virtual.put(350);
    await virtual.setFaults({ garbage: true });
    expect(await scale.weigh({ deadlineMs: 1_000 })).toMatchObject({ ok: false });
  });
});

describe.concurrent('VirtualScale', () => {
  it('is zeroed', async () => {
    const { virtual, scale } = await overTcp('mettler-8217');
    virtual.put(120);
    await virtual.setFaults({ notZeroed: true });
    expect(await scale.weigh({ deadlineMs: 800 })).toMatchObject({ ok: false, code: 'scale-not-zeroed' });
    expect(await scale.zero()).toEqual({ ok: true });
    virtual.put(370);
    expect(await scale.weigh()).toMatchObject({ ok: true, netGrams: 250 });
  });

  it.skipIf(NO_SOCAT)(`weighs on a real serial port${NO_SOCAT ? `: ${NO_SOCAT}` : ''}`, async () => {
    const pair = await openPtyPair();
    closing.push(() => pair.unplug());
    const virtual = new VirtualScale(0);
    closing.push(() => virtual.close());
    await virtual.plugInto(pair.b);
    virtual.put(725);
    expect(await scaleAt(`serial:${pair.a}?baud=9600`, 'mettler-8217').weigh()).toMatchObject({ netGrams: 725 });
  });
});
