import type { ScaleSight } from '#contracts/ipc/devices.ts';
import { type Deadline, deadlineIn } from '#drivers/printer/transport/deadline.ts';
import { Turns } from '#drivers/printer/transport/turns.ts';
import type { ScaleDialog, ScaleReading, ScaleRequest } from '#drivers/scale/protocol/scale-dialog.ts';
import type { Scale, ScaleDone, ScaleFault, WeighOptions, WeighOutcome } from '#drivers/scale/scale.ts';
import type { ByteTransport } from '#drivers/transport/byte-line.ts';
import { type AnswerEnd, openScaleLine, type ScaleLine } from './scale-line.ts';

export interface PolledScaleOptions {
  /** Between two questions. */
  pollMs?: number;
  /** How long one answer may take. */
  answerMs?: number;
}

type Failure = { ok: false; code: ScaleFault; detail?: string };
type Weight = Extract<ScaleReading, { kind: 'weight' }>;

const DEADLINE_MS = 20_000;
const OPEN_MS = 3_000;
/** So many answers in a row that are none, and a person should look at cable and settings. */
const PATIENCE = 5;

const FAULT_OF_SIGHT: Readonly<Record<ScaleSight, ScaleFault>> = {
  waiting: 'scale-timeout',
  motion: 'scale-motion',
  zero: 'scale-empty',
  overload: 'scale-overload',
  underload: 'scale-underload',
  'not-zeroed': 'scale-not-zeroed',
};

/** A scale that is asked, again and again, until it lies still under a load. The line is open only meanwhile, so that it can be unplugged at any time. */
export class PolledScale implements Scale {
  readonly #dialog: () => ScaleDialog;
  readonly #transport: ByteTransport;
  readonly #pollMs: number;
  readonly #answerMs: number;
  readonly #closing = new AbortController();
  readonly #turns = new Turns();

  constructor(dialog: () => ScaleDialog, transport: ByteTransport, options: PolledScaleOptions = {}) {
    this.#dialog = dialog;
    this.#transport = transport;
    this.#pollMs = options.pollMs ?? 150;
    this.#answerMs = options.answerMs ?? 1_000;
  }

  weigh(options: WeighOptions = {}): Promise<WeighOutcome> {
    const request: ScaleRequest = { tare: options.tareGrams ?? 0, unitPrice: options.unitPrice ?? 0 };
    return this.#inTurn<WeighOutcome>(options, (line, deadline) => this.#untilStable(line, deadline, request, options));
  }

  zero(options: WeighOptions = {}): Promise<ScaleDone> {
    return this.#inTurn<ScaleDone>(options, async (line, deadline) => {
      const command = this.#dialog().zero;
      if (!command) return { ok: false, code: 'scale-error', detail: 'this protocol has no command that zeroes' };
      line.write(command);
      return this.#untilZero(line, deadline);
    });
  }

  close(): void {
    this.#closing.abort();
  }

  async #untilStable(
    line: ScaleLine,
    deadline: Deadline,
    request: ScaleRequest,
    { onSight }: WeighOptions,
  ): Promise<WeighOutcome> {
    let sight: ScaleSight = 'waiting';
    let nonsense = 0;
    let before: Weight | null = null;
    const seen = (now: ScaleSight): void => {
      if (now !== sight) onSight?.(now);
      sight = now;
    };
    onSight?.(sight);
    while (deadline.leftMs() > 0) {
      const reading = await line.ask(request, Math.min(this.#answerMs, deadline.leftMs()));
      if (reading === 'aborted' || reading === 'closed') return ended(reading);
      nonsense = reading === 'timeout' || reading.kind === 'garbled' ? nonsense + 1 : 0;
      if (nonsense >= PATIENCE) return fault(faultOfNonsense(reading));
      if (reading !== 'timeout' && reading.kind === 'error') return fault('scale-error', reading.detail);
      const weight = reading !== 'timeout' && reading.kind === 'weight' ? reading : null;
      const again: boolean = weight !== null && before !== null && sameWeight(weight, before);
      if (weight && again) {
        const outcome = settled(weight, request);
        if (typeof outcome !== 'string') return outcome;
        seen(outcome);
      } else if (reading !== 'timeout' && reading.kind === 'sight') seen(reading.sight);
      const unproven = weight !== null && !again;
      before = weight;
      if (!unproven) await line.pause(Math.min(this.#pollMs, deadline.leftMs()));
    }
    return nonsense > 0 && sight === 'waiting' ? fault('scale-timeout') : fault(FAULT_OF_SIGHT[sight]);
  }

  async #untilZero(line: ScaleLine, deadline: Deadline): Promise<ScaleDone> {
    let last: ScaleFault = 'scale-timeout';
    for (let zeros = 0; zeros < 2 && deadline.leftMs() > 0; ) {
      await line.pause(Math.min(this.#pollMs, deadline.leftMs()));
      const reading = await line.ask({ tare: 0, unitPrice: 0 }, Math.min(this.#answerMs, deadline.leftMs()));
      if (reading === 'aborted' || reading === 'closed') return ended(reading);
      if (reading === 'timeout') continue;
      const atZero =
        reading.kind === 'weight' ? reading.grams === 0 : reading.kind === 'sight' && reading.sight === 'zero';
      zeros = atZero ? zeros + 1 : 0;
      if (zeros === 2) return { ok: true };
      if (reading.kind === 'sight' && !atZero) last = FAULT_OF_SIGHT[reading.sight];
      else if (reading.kind === 'weight' && !atZero) last = 'scale-not-zeroed';
    }
    return fault(last);
  }

  async #inTurn<T extends object>(
    options: WeighOptions,
    work: (line: ScaleLine, deadline: Deadline) => Promise<T | Failure>,
  ): Promise<T | Failure> {
    const deadline = deadlineIn(options.deadlineMs ?? DEADLINE_MS);
    const signal = AbortSignal.any([this.#closing.signal, ...(options.signal ? [options.signal] : [])]);
    const done = await this.#turns.take(() => this.#connected(signal, deadline, work), { deadline, signal });
    if (typeof done !== 'string') return done;
    return fault(done === 'aborted' ? 'scale-interrupted' : 'scale-timeout');
  }

  async #connected<T extends object>(
    signal: AbortSignal,
    deadline: Deadline,
    work: (line: ScaleLine, deadline: Deadline) => Promise<T | Failure>,
  ): Promise<T | Failure> {
    if (signal.aborted) return fault('scale-interrupted');
    const openMs = Math.max(1, Math.min(OPEN_MS, deadline.leftMs()));
    const line = await openScaleLine(this.#transport, this.#dialog(), openMs, signal);
    if (typeof line === 'string') return line === 'aborted' ? fault('scale-interrupted') : fault('scale-unreachable');
    try {
      return await work(line, deadline);
    } finally {
      line.close();
    }
  }
}

/** What a proven weight comes to; or what is seen, when it is none to pay for yet. */
function settled(weight: Weight, { tare }: ScaleRequest): WeighOutcome | ScaleSight {
  if (weight.tare === 'own' && tare > 0) return fault('scale-tared');
  if (weight.grams === 0) return 'zero';
  const netGrams = weight.tare === 'none' ? weight.grams - tare : weight.grams;
  if (netGrams <= 0) return 'underload';
  return { ok: true, netGrams, tareGrams: tare, ...(weight.price === undefined ? {} : { scalePrice: weight.price }) };
}

function faultOfNonsense(reading: ScaleReading | 'timeout'): ScaleFault {
  if (reading === 'timeout') return 'scale-timeout';
  return reading.kind === 'garbled' && reading.price ? 'scale-price-differs' : 'scale-garbled';
}

function sameWeight(a: Weight, b: Weight): boolean {
  return a.grams === b.grams && a.tare === b.tare;
}

function ended(end: Exclude<AnswerEnd, 'timeout'>): Failure {
  return fault(end === 'aborted' ? 'scale-interrupted' : 'scale-unreachable');
}

function fault(code: ScaleFault, detail?: string): Failure {
  return { ok: false, code, ...(detail === undefined ? {} : { detail }) };
}
