import { describe, expect, it } from 'vitest';
import type { ScaleSight } from '#contracts/ipc/devices.ts';
import type { HostApi, HostEvent, HostInput, HostOutput } from '#contracts/ipc/host.ts';
import { createWeighing } from './weighing.ts';

type Answer = HostOutput<'scale.weigh'>;

/** A host whose scale says what a test lets it say, and a till that weighs by it. */
function counter({ lastGross = null as number | null } = {}) {
  const asked: { input: HostInput<'scale.weigh'>; answer: (said: Answer) => Promise<void> }[] = [];
  const cancelled: string[] = [];
  const taken: unknown[] = [];
  const waiting: (() => void)[] = [];
  const listeners = new Set<(event: HostEvent) => void>();
  let zeroed: HostOutput<'scale.zero'> = { ok: true };
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
  };
  const host = {
    call(method: string, input: HostInput<'scale.weigh'>) {
      if (method === 'scale.zero') return Promise.resolve(zeroed);
      if (method === 'scale.weigh-cancel') {
        cancelled.push(input.weighId);
        return Promise.resolve({ ok: true });
      }
      return new Promise<Answer>((resolve) => {
        const answer = async (said: Answer): Promise<void> => {
          resolve(said);
          await settle();
        };
        asked.push({ input, answer });
      });
    },
    subscribe(listener: (event: HostEvent) => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  } as unknown as HostApi;
  const weighing = createWeighing({
    host,
    unitPrice: 1200,
    lastGross,
    onWeight: (weight) => taken.push(weight),
    later: (callback) => waiting.push(callback),
  });
  const latest = () => {
    const one = asked.at(-1);
    if (!one) throw new Error('nothing was asked');
    return one;
  };
  const sees = (sight: ScaleSight, weighId = latest().input.weighId): void => {
    for (const listener of listeners) listener({ type: 'scale', weighId, sight });
  };
  const passTime = async (): Promise<void> => {
    for (const callback of waiting.splice(0)) callback();
    await settle();
  };
  return {
    weighing,
    asked,
    cancelled,
    taken,
    latest,
    sees,
    passTime,
    listening: () => listeners.size,
    refuseZero: (code: string) => {
      zeroed = { ok: false, fault: { code } };
    },
  };
}

const weight = (netGrams: number, tareGrams = 0): Answer => ({ ok: true, netGrams, tareGrams });
const fault = (code: string): Answer => ({ ok: false, fault: { code } });

describe('weighing an item', () => {
  it('tells the scale the price and the tare, shows what is seen, and takes the weight once', async () => {
    const { weighing, latest, sees, taken } = counter();
    weighing.begin(5);
    expect(latest().input).toMatchObject({ unitPrice: 1200, tareGrams: 5 });
    for (const sight of ['zero', 'motion'] as const) {
      sees(sight);
      expect(weighing.view.get()).toEqual({ state: 'weighing', sight });
    }
    await latest().answer(weight(512, 5));
    sees('zero');
    expect([taken, weighing.view.get()]).toEqual([[{ netGrams: 512, tareGrams: 5 }], { state: 'idle' }]);
  });

  it('drops the answer to a question with another tare', async () => {
    const { weighing, asked, cancelled, taken, sees } = counter();
    weighing.begin(0);
    weighing.begin(20);
    const [first, second] = asked;
    expect(cancelled).toEqual([first?.input.weighId]);
    sees('overload', first?.input.weighId);
    expect(weighing.view.get()).toEqual({ state: 'weighing', sight: 'waiting' });
    await first?.answer(weight(532));
    expect(taken).toEqual([]);
    await second?.answer(weight(512, 20));
    expect(taken).toEqual([{ netGrams: 512, tareGrams: 20 }]);
  });

  it.each(['stop', 'pause'] as const)('takes nothing after %s, whatever still comes', async (end) => {
    const { weighing, latest, cancelled, taken } = counter();
    weighing.begin(0);
    weighing[end]();
    await latest().answer(weight(512));
    expect([taken, cancelled, weighing.view.get()]).toEqual([[], [latest().input.weighId], { state: 'idle' }]);
  });

  it('lets go of the host when it is over', () => {
    const { weighing, listening } = counter();
    weighing.begin(0);
    weighing.stop();
    expect(listening()).toBe(0);
  });

  it.each(['scale-unreachable', 'scale-timeout', 'scale-garbled', 'scale-price-differs', 'scale-interrupted'])(
    'says %s, adds nothing, and asks only when told to',
    async (code) => {
      const { weighing, latest, asked, taken, sees, passTime } = counter();
      weighing.begin(0);
      sees('motion');
      await latest().answer(fault(code));
      await passTime();
      expect([weighing.view.get(), taken, asked.length]).toEqual([{ state: 'failed', code }, [], 1]);
      weighing.begin(0);
      await latest().answer(weight(300));
      expect(taken).toEqual([{ netGrams: 300, tareGrams: 0 }]);
    },
  );

  it.each([
    ['scale-empty', 'zero'],
    ['scale-motion', 'motion'],
    ['scale-overload', 'overload'],
    ['scale-underload', 'underload'],
    ['scale-not-zeroed', 'not-zeroed'],
  ])('goes on waiting after %s', async (code, sight) => {
    const { weighing, latest, asked, taken, passTime } = counter();
    weighing.begin(0);
    await latest().answer(fault(code));
    expect(weighing.view.get()).toEqual({ state: 'weighing', sight });
    await passTime();
    await latest().answer(weight(300));
    expect([asked.length, taken]).toEqual([2, [{ netGrams: 300, tareGrams: 0 }]]);
  });

  it('takes no weight of nothing, and none with a tare that was not asked', async () => {
    const { weighing, latest, taken } = counter();
    weighing.begin(0);
    await latest().answer(weight(0));
    expect(weighing.view.get()).toEqual({ state: 'weighing', sight: 'zero' });
    weighing.begin(5);
    await latest().answer(weight(500, 0));
    expect([weighing.view.get(), taken]).toEqual([{ state: 'failed', code: 'scale-tared' }, []]);
  });
});

describe('the weight that was taken last', () => {
  it('is not taken for the next item while it lies there', async () => {
    const { weighing, latest, taken, passTime, sees } = counter({ lastGross: 517 });
    weighing.begin(5);
    await latest().answer(weight(512, 5));
    await passTime();
    sees('waiting');
    expect([weighing.view.get(), taken]).toEqual([{ state: 'same', weight: { netGrams: 512, tareGrams: 5 } }, []]);
    sees('zero');
    expect(weighing.view.get()).toEqual({ state: 'weighing', sight: 'zero' });
    await latest().answer(weight(512, 5));
    expect(taken).toEqual([{ netGrams: 512, tareGrams: 5 }]);
  });

  it('is taken when somebody says that it is meant', async () => {
    const { weighing, latest, taken } = counter({ lastGross: 517 });
    weighing.begin(0);
    await latest().answer(weight(517));
    weighing.takeSame();
    await latest().answer(weight(517));
    expect(taken).toEqual([{ netGrams: 517, tareGrams: 0 }]);
  });

  it('stands in nobody’s way when another lies there', async () => {
    const { weighing, latest, taken } = counter({ lastGross: 517 });
    weighing.begin(0);
    await latest().answer(weight(528));
    expect(taken).toHaveLength(1);
  });

  it.each([507, 517, 527])('is still the same when it was only moved and now weighs %i', async (gross) => {
    const { weighing, latest, taken, passTime, sees } = counter({ lastGross: 517 });
    weighing.begin(0);
    sees('motion');
    await latest().answer(fault('scale-motion'));
    await passTime();
    await latest().answer(weight(gross));
    expect([weighing.view.get().state, taken]).toEqual(['same', []]);
  });
});

describe('zero', () => {
  it('ends the question before, and asks anew', async () => {
    const { weighing, asked, cancelled, taken } = counter();
    weighing.begin(5);
    await weighing.zero();
    expect([cancelled, asked.length]).toEqual([[asked[0]?.input.weighId], 2]);
    await asked[0]?.answer(weight(900, 5));
    await asked[1]?.answer(weight(300, 5));
    expect(taken).toEqual([{ netGrams: 300, tareGrams: 5 }]);
  });

  it('says why it could not be set, and a prompt that was closed meanwhile stays closed', async () => {
    const refused = counter();
    refused.refuseZero('scale-error');
    await refused.weighing.zero();
    expect(refused.weighing.view.get()).toEqual({ state: 'failed', code: 'scale-error' });
    const closed = counter();
    const zeroing = closed.weighing.zero();
    closed.weighing.stop();
    await zeroing;
    expect([closed.asked, closed.weighing.view.get()]).toEqual([[], { state: 'idle' }]);
  });
});
