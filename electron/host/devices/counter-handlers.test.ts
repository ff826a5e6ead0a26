import { afterEach, describe, expect, it } from 'vitest';
import { startCounter } from '#drivers/sim/counter/counter.ts';
import { COUNTER_PORTS } from '#drivers/sim/counter/counter-ports.ts';
import { counterHandlers } from './counter-handlers.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function counter() {
  const started = await startCounter({
    ports: Object.fromEntries(Object.keys(COUNTER_PORTS).map((name) => [name, 0])),
  });
  closing.push(() => started.close());
  return { started, handlers: counterHandlers(started.url, fetch) };
}

describe('counterHandlers', () => {
  it('passes on what the window asks of the counter', async () => {
    const { started, handlers } = await counter();
    expect(await handlers['counter.state']({})).toEqual({ ok: true, state: started.state() });
    const changed = await handlers['counter.act']({ device: 'printer', action: 'faults', body: { paperOut: true } });
    expect(changed).toMatchObject({ ok: true, state: { printer: { faults: { paperOut: true } } } });
    expect(started.state().printer.faults.paperOut).toBe(true);
  });

  it('tells how a till is set up to work with it', async () => {
    const { started, handlers } = await counter();
    const told = await handlers['counter.settings']({});
    const { printer } = started.state();
    expect(told).toMatchObject({ ok: true, devices: { printer: { address: printer.address } } });
    expect(await counterHandlers(undefined, fetch)['counter.settings']({})).toMatchObject({ ok: false });
  });

  it('says what the counter can not do', async () => {
    const { handlers } = await counter();
    for (const [device, action] of [
      ['printer', 'explode'],
      ['terminal', 'key'],
      ['../state', 'x'],
    ] as const) {
      const answer = await handlers['counter.act']({ device, action, body: {} });
      expect([device, answer]).toMatchObject([device, { ok: false, fault: { code: 'counter-refused' } }]);
    }
    expect(await handlers['counter.picture']({ device: 'printer', id: 7 })).toMatchObject({ ok: false });
  });

  it('says that there is none', async () => {
    const { started, handlers } = await counter();
    await started.close();
    const fault = { code: 'counter-unreachable' };
    expect(await handlers['counter.state']({})).toMatchObject({ ok: false, fault });
    expect(await counterHandlers(undefined, fetch)['counter.state']({})).toEqual({ ok: false, fault });
  });
});
