import { v7 as uuid } from 'uuid';
import type { ScaleSight } from '#contracts/ipc/devices.ts';
import type { HostApi } from '#contracts/ipc/host.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { createStore, type Readable } from '#renderer/app/external-store.ts';
import type { Weight } from './ringing.ts';

/** One question's time; while nothing stands against it, it is asked again. */
const WAIT_MS = 30_000;
/** Until what lies there since before is looked at again. */
const LOOK_AGAIN_MS = 400;
/** Two divisions of a counter scale of 5 g: a load that was only touched reads no further from what it was. */
const SAME_WITHIN_GRAMS = 10;

/** What is over by a hand at the scale: the till goes on waiting for it. */
const SIGHT_OF: ReadonlyMap<string, ScaleSight> = new Map([
  ['scale-empty', 'zero'],
  ['scale-motion', 'motion'],
  ['scale-overload', 'overload'],
  ['scale-underload', 'underload'],
  ['scale-not-zeroed', 'not-zeroed'],
]);

export type WeighingView =
  | { state: 'weighing'; sight: ScaleSight }
  /** The weight that was taken last lies there still and was not lifted off: somebody must say that it is meant. */
  | { state: 'same'; weight: Weight }
  | { state: 'failed'; code: string }
  /** Nothing is asked. */
  | { state: 'idle' };

interface WeighingPorts {
  host: HostApi;
  /** Price of a kilogram in minor units, for scales that show it. */
  unitPrice: number | undefined;
  /** What lay on the scale when a weight was last taken, in grams. */
  lastGross: number | null;
  onWeight: (weight: Weight) => void;
  later: (callback: () => void, delayMs: number) => void;
}

/** Asking the scale for the weight of one item. */
export interface LiveWeighing {
  view: Readable<WeighingView>;
  /** Asks with this tare from now on, in grams; what was asked before no longer counts. */
  begin(tareGrams: number): void;
  /** Takes what lies there, although it is what was weighed last. */
  takeSame(): void;
  /** Sets the scale to zero, then goes on. */
  zero(): Promise<void>;
  /** Asks nothing until it begins again; an answer on its way is dropped. */
  pause(): void;
  /** The same for good. */
  stop(): void;
}

/**
 * Weighs one item. At most one question is open, an answer to any but the latest is dropped, and a weight is given once:
 * only one that the host calls stable, with the tare that was asked.
 */
export function createWeighing({ host, unitPrice, lastGross, onWeight, later }: WeighingPorts): LiveWeighing {
  const view = createStore<WeighingView>({ state: 'idle' });
  let current: string | null = null;
  let asked = false;
  let tare = 0;
  let lifted = false;
  let meant = false;

  const unsubscribe = host.subscribe((event) => {
    if (event.type !== 'scale' || event.weighId !== current) return;
    if (event.sight === 'zero') lifted = true;
    if (event.sight === 'waiting' && view.get().state === 'same') return;
    view.set({ state: 'weighing', sight: event.sight });
  });

  async function ask(): Promise<void> {
    const weighId = uuid();
    current = weighId;
    asked = true;
    const price = unitPrice === undefined ? {} : { unitPrice };
    const input = { weighId, deadlineMs: WAIT_MS, tareGrams: tare, ...price };
    const answer = await attempt(host, 'scale.weigh', input);
    if (current !== weighId) return;
    asked = false;
    if (!answer.ok) return failed(answer.fault.code, weighId);
    const { netGrams, tareGrams } = answer;
    if (tareGrams !== tare) return view.set({ state: 'failed', code: 'scale-tared' });
    if (netGrams <= 0) return failed('scale-empty', weighId);
    const weight = { netGrams, tareGrams };
    if (!lifted && !meant && isLast(netGrams + tareGrams)) {
      view.set({ state: 'same', weight });
      return lookAgain(weighId);
    }
    current = null;
    view.set({ state: 'idle' });
    onWeight(weight);
  }

  function isLast(gross: number): boolean {
    return lastGross !== null && Math.abs(gross - lastGross) <= SAME_WITHIN_GRAMS;
  }

  function failed(code: string, weighId: string): void {
    const sight = SIGHT_OF.get(code);
    if (sight) {
      if (sight === 'zero') lifted = true;
      view.set({ state: 'weighing', sight });
      lookAgain(weighId);
    } else view.set({ state: 'failed', code });
  }

  function lookAgain(weighId: string): void {
    later(() => {
      if (current === weighId) void ask();
    }, LOOK_AGAIN_MS);
  }

  function drop(): void {
    const weighId = current;
    current = null;
    if (weighId && asked) void attempt(host, 'scale.weigh-cancel', { weighId });
    asked = false;
  }

  function pause(): void {
    drop();
    view.set({ state: 'idle' });
  }

  function again(): void {
    drop();
    view.set({ state: 'weighing', sight: 'waiting' });
    void ask();
  }

  return {
    view,
    begin(tareGrams) {
      tare = tareGrams;
      meant = false;
      again();
    },
    takeSame() {
      meant = true;
      again();
    },
    async zero() {
      drop();
      const zeroing = uuid();
      current = zeroing;
      view.set({ state: 'weighing', sight: 'waiting' });
      const answer = await attempt(host, 'scale.zero', {});
      if (current !== zeroing) return;
      if (answer.ok) again();
      else view.set({ state: 'failed', code: answer.fault.code });
    },
    pause,
    stop() {
      pause();
      unsubscribe();
    },
  };
}
