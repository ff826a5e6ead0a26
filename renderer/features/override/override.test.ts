import { describe, expect, it } from 'vitest';
import { HOST_METHODS, type HostApi, type HostInput, type HostMethod } from '#contracts/ipc/host.ts';
import { parse } from '#contracts/schema.ts';
import type { Operator, RegisterConfig } from '#contracts/views/register-config.ts';
import { createOverride } from './override.ts';

const OVERRIDE_ID = '0192f000-0000-7000-8000-000000000001';
const CART_ID = '0192f000-0000-7000-8000-000000000002';
const OPERATORS: Operator[] = [
  { operatorId: 'ada', name: 'Ada', initials: 'A', role: 'cashier' },
  { operatorId: 'bo', name: 'Bo', initials: 'B', role: 'shift-manager' },
  { operatorId: 'mia', name: 'Mia', initials: 'M', role: 'manager' },
];
const CONFIG = { operators: OPERATORS, roles: [] } as unknown as RegisterConfig;

/** Ada at a till whose host takes Mia's PIN 9 alone. */
function adasTill() {
  const asked: HostInput<'override.ask'>[] = [];
  let nowMs = 0;
  const host = {
    async call(method: HostMethod, input: HostInput<'override.ask'>) {
      expect(method).toBe('override.ask');
      expect(parse(HOST_METHODS['override.ask'].input, input)).toMatchObject({ ok: true });
      asked.push(input);
      if (input.operatorId === 'mia' && input.pin === '9')
        return { ok: true, overrideId: OVERRIDE_ID, deciderId: 'mia' };
      return { ok: false, fault: { code: 'pin-wrong' }, retryAfterMs: 1000 };
    },
    subscribe: () => () => undefined,
  } as unknown as HostApi;
  const override = createOverride({
    host,
    config: () => CONFIG,
    operatorId: () => 'ada',
    play: () => undefined,
    nowMs: () => nowMs,
  });
  return { override, asked, wait: (ms: number) => (nowMs += ms) };
}

describe('an override', () => {
  it('is not needed for what the role grants, up to its limit', async () => {
    const { override, asked } = adasTill();
    expect(await override.allow('discount', 100_000, CART_ID)).toEqual({ ok: true });
    expect(override.view.get().request).toBeNull();
    expect(asked).toEqual([]);
    void override.allow('discount', 100_001, CART_ID);
    expect(override.view.get().request).toMatchObject({ permission: 'discount', size: 100_001 });
  });

  it('is asked of those whose role grants it, and given its decision', async () => {
    const { override, asked } = adasTill();
    const what = { itemId: 'd-1', amount: 204 };
    const allowed = override.allow('discount', 500_000, CART_ID, { ...what, name: 'Mug red' });
    expect(override.view.get().request).toMatchObject({ ...what, name: 'Mug red' });
    expect(override.deciders().map((one) => one.operatorId)).toEqual(['mia']);
    await override.decide({ operatorId: 'mia', pin: '9' });
    expect(await allowed).toEqual({ ok: true, overrideId: OVERRIDE_ID });
    expect(asked).toEqual([
      { permission: 'discount', size: 500_000, subjectId: CART_ID, ...what, operatorId: 'mia', pin: '9' },
    ]);
    expect(override.view.get().request).toBeNull();
  });

  it('stays asked for after a wrong PIN, and takes no other before the wait is over', async () => {
    const { override, asked, wait } = adasTill();
    const allowed = override.allow('no-sale', 0, undefined);
    await override.decide({ operatorId: 'bo', pin: '1' });
    expect(override.view.get()).toMatchObject({ fault: { code: 'pin-wrong' }, waitUntil: 1000, busy: false });
    await override.decide({ operatorId: 'mia', pin: '9' });
    expect(asked).toHaveLength(1);
    wait(1000);
    await override.decide({ operatorId: 'mia', pin: '9' });
    expect(await allowed).toMatchObject({ ok: true });
  });

  it('is refused when nobody says yes, and the host hears of it without credentials', async () => {
    const { override, asked } = adasTill();
    const allowed = override.allow('post-void', 0, CART_ID);
    override.refuse();
    expect(await allowed).toEqual({ ok: false });
    expect(asked).toEqual([{ permission: 'post-void', size: 0, subjectId: CART_ID }]);
  });

  it('gives up one question for the next', async () => {
    const { override } = adasTill();
    const first = override.allow('no-sale', 0, undefined);
    const second = override.allow('post-void', 0, CART_ID);
    expect(await first).toEqual({ ok: false });
    await override.decide({ operatorId: 'mia', pin: '9' });
    expect(await second).toMatchObject({ ok: true });
  });
});
