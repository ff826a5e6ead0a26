import { beforeEach, describe, expect, it } from 'vitest';
import { type Tries, waitLeft } from './pin-back-off.ts';
import { type ProofPorts, prove, UNKNOWN_BADGE } from './prove.ts';

let now: number;
let told: string[];
let tries: Map<string, Tries>;
let ports: ProofPorts;

beforeEach(() => {
  now = 1_000_000;
  told = [];
  tries = new Map();
  const left = (name: string, maxMs?: number) => {
    const counted = tries.get(name);
    return counted ? waitLeft(counted, now, maxMs) : 0;
  };
  ports = {
    isKnown: (operatorId) => operatorId === 'ann',
    async pinFits(operatorId, pin) {
      told.push(`checked ${operatorId}`);
      return pin === '1234';
    },
    holderOf: (badge) => (badge === 'hers' ? 'ann' : undefined),
    waitMs: async (name, maxMs) => left(name, maxMs),
    async begin(name, maxMs) {
      const waitMs = left(name, maxMs);
      told.push(`begun ${name}`);
      if (waitMs > 0) return { ok: false, waitMs };
      const before = tries.get(name) ?? { failures: 0, lastAt: 0 };
      tries.set(name, { failures: before.failures + 1, lastAt: now });
      return {
        ok: true,
        async takeBack() {
          tries.set(name, before);
        },
      };
    },
    async clear(name) {
      tries.delete(name);
    },
    async failed(name) {
      told.push(`failed ${name}`);
    },
  };
});

describe('finding out who somebody is', () => {
  it('counts a try before it is checked, and forgets it when it was right', async () => {
    expect(await prove({ operatorId: 'ann', pin: '1234' }, ports)).toEqual({ ok: true, operatorId: 'ann' });
    expect(told).toEqual(['begun ann', 'checked ann']);
    expect(tries.size).toBe(0);
  });

  it('tells of what failed, and checks nothing while it must wait', async () => {
    const wrong = { operatorId: 'ann', pin: '0' };
    for (let i = 0; i < 3; i++) expect(await prove(wrong, ports)).toMatchObject({ retryAfterMs: 0 });
    expect(await prove(wrong, ports)).toMatchObject({ fault: { code: 'pin-wrong' }, retryAfterMs: 1000 });
    told.length = 0;
    expect(await prove({ operatorId: 'ann', pin: '1234' }, ports)).toMatchObject({
      fault: { code: 'pin-locked' },
      retryAfterMs: 1000,
    });
    expect(told).toEqual(['begun ann']);
    now += 1000;
    expect(await prove({ operatorId: 'ann', pin: '1234' }, ports)).toMatchObject({ ok: true });
  });

  it('lets wrong badges hold up good ones for a second at most', async () => {
    for (let i = 0; i < 30; i++) {
      await prove({ badge: 'found in the street' }, ports);
      now += 1000;
    }
    expect(tries.get(UNKNOWN_BADGE)?.failures).toBe(30);
    expect(await prove({ badge: 'hers' }, ports)).toEqual({ ok: true, operatorId: 'ann' });
  });

  it('lets nobody who scans a badge of their own guess at others in between', async () => {
    let wrong = 0;
    for (let i = 0; i < 20; i++) {
      const guess = await prove({ badge: `guess ${i}` }, ports);
      if (!guess.ok && guess.fault.code === 'badge-unknown') wrong++;
      await prove({ badge: 'hers' }, ports);
    }
    expect(wrong).toBe(4);
    now += 1000;
    expect(await prove({ badge: 'hers' }, ports)).toMatchObject({ ok: true });
    expect(await prove({ badge: 'hers' }, ports)).toMatchObject({ ok: true });
  });

  it('keeps the PIN tries of everybody else when somebody scans their badge', async () => {
    for (let i = 0; i < 4; i++) await prove({ operatorId: 'ann', pin: '0' }, ports);
    now += 1000;
    const counted = tries.get('ann');
    expect(await prove({ badge: 'hers' }, ports)).toMatchObject({ ok: true });
    expect(tries.get('ann')).toEqual(counted);
  });

  it('counts nothing for somebody who is not known, or without a PIN', async () => {
    expect(await prove({ operatorId: 'bob', pin: '1' }, ports)).toMatchObject({ fault: { code: 'operator-unknown' } });
    expect(await prove({ operatorId: 'ann' }, ports)).toMatchObject({ fault: { code: 'pin-wrong' } });
    expect(told).toEqual([]);
  });
});
