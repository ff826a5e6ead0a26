import { describe, expect, it } from 'vitest';
import type { CustomerView } from '#contracts/ipc/devices.ts';
import type { HostApi } from '#contracts/ipc/host.ts';
import { createCustomerShow } from './show-customer.ts';

const idle = (welcome: string): CustomerView => ({ state: 'idle', language: 'en', welcome });
const settled = () => new Promise((resolve) => setTimeout(resolve));

/** A host that answers when it is told to, and a screen that paints when it is told to. */
function shown(first: CustomerView | null) {
  let view = first;
  const told: string[] = [];
  const answers: { ok(): void; lost(): void }[] = [];
  const paints: (() => void)[] = [];
  const call = (_: string, input: { view: CustomerView }) => {
    told.push(input.view.state === 'idle' ? input.view.welcome : input.view.state);
    return new Promise((resolve, reject) => {
      answers.push({ ok: () => resolve({ ok: true }), lost: () => reject(new Error('no answer')) });
    });
  };
  const host = { call } as unknown as HostApi;
  const show = createCustomerShow({ host, view: () => view, afterPaint: (run) => void paints.push(run) });
  const set = (next: CustomerView | null): void => {
    view = next;
  };
  const paint = () => paints.splice(0).map((run) => run()).length;
  return { show, told, answers, paint, set };
}

describe('createCustomerShow', () => {
  it('tells nothing before the paint, the changes of a moment once, and the same again never', async () => {
    const { show, told, answers, paint, set } = shown(idle('a'));
    show.changed();
    set(idle('b'));
    show.changed();
    expect(told).toEqual([]);
    expect(paint()).toBe(1);
    expect(told).toEqual(['b']);
    answers[0]?.ok();
    await settled();
    show.changed();
    paint();
    expect(told).toEqual(['b']);
  });

  it('tells one at a time, and of what changed meanwhile only the newest', async () => {
    const { show, told, answers, paint, set } = shown(idle('a'));
    show.changed();
    paint();
    for (const next of ['b', 'c', 'd']) {
      set(idle(next));
      show.changed();
      paint();
    }
    expect(told).toEqual(['a']);
    answers[0]?.ok();
    await settled();
    paint();
    expect(told).toEqual(['a', 'd']);
  });

  it('tells nothing while nothing shows it, and everything once something does', async () => {
    const { show, told, paint, set } = shown(null);
    show.changed();
    paint();
    show.end(idle('last'));
    await settled();
    expect(told).toEqual([]);
    const other = shown(null);
    other.show.changed();
    other.paint();
    other.set(idle('a'));
    other.show.changed();
    other.paint();
    expect(other.told).toEqual(['a']);
    set(null);
  });

  it('tells a host that did not answer again with the next change', async () => {
    const { show, told, answers, paint } = shown(idle('a'));
    show.changed();
    paint();
    answers[0]?.lost();
    await settled();
    expect(paint()).toBe(0);
    show.changed();
    paint();
    expect(told).toEqual(['a', 'a']);
  });

  it('ends with the last view, after what is on its way, and hears nothing more', async () => {
    const { show, told, answers, paint } = shown(idle('a'));
    show.changed();
    paint();
    show.end(idle('welcome'));
    show.changed();
    expect([paint(), told]).toEqual([0, ['a']]);
    answers[0]?.ok();
    await settled();
    expect(told).toEqual(['a', 'welcome']);
  });
});
