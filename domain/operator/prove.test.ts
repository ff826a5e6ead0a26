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
      const wait = left(name, maxMs);
      if (wait === 0) tries.set(name, { failures: (tries.get(name)?.failures ?? 0) + 1, lastAt: now });
      told.push(`begun ${name}`);
      return wait;
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

  it('counts nothing for somebody who is not known, or without a PIN', async () => {
    expect(await prove({ operatorId: 'bob', pin: '1' }, ports)).toMatchObject({ fault: { code: 'operator-unknown' } });
    expect(await prove({ operatorId: 'ann' }, ports)).toMatchObject({ fault: { code: 'pin-wrong' } });
    expect(told).toEqual([]);
  });
});
