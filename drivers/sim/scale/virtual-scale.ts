import type { ScaleSettings } from '#contracts/ipc/devices.ts';
import { type DeviceEnd, type DevicePeer, startDeviceEnd } from '#drivers/sim/device-end.ts';
import { type ScaleInside, scaleInside } from './scale-answers.ts';
import { NO_SCALE_FAULTS, type ScaleFaults } from './scale-faults.ts';

export interface VirtualScaleOptions {
  protocol: ScaleSettings['protocol'];
  /** A TCP port, 0 for any that is free, or one end of a pair of serial ports. */
  at: { port: number; host?: string } | { path: string };
  /** Dialog 06: asks for checksums first (CS 1234h, P 1021h). */
  checksums?: boolean;
  /** Between two bytes of an answer, when slow. */
  slowByteMs?: number;
  onChange?(): void;
}

/** A scale that is none: things are put on it and taken off by program, and it fails as told. */
export class VirtualScale {
  readonly protocol: ScaleSettings['protocol'];
  readonly #slowByteMs: number;
  readonly #onChange: () => void;
  readonly #insides: () => ScaleInside;
  #end: DeviceEnd | null = null;
  #faults: ScaleFaults = { ...NO_SCALE_FAULTS };
  #grams = 0;
  #ownTare = 0;
  /** How often it was asked for a weight or anything else. */
  asked = 0;

  private constructor(options: VirtualScaleOptions) {
    this.protocol = options.protocol;
    this.#slowByteMs = options.slowByteMs ?? 100;
    this.#onChange = options.onChange ?? (() => {});
    const scale = this;
    const platter = {
      get grams() {
        return scale.#grams;
      },
      get ownTare() {
        return scale.#ownTare;
      },
      get faults() {
        return scale.#faults;
      },
      zero: () => this.put(0),
    };
    this.#insides = () => scaleInside(options.protocol, platter, options.checksums);
  }

  static async start(options: VirtualScaleOptions): Promise<VirtualScale> {
    const scale = new VirtualScale(options);
    scale.#end = await startDeviceEnd(options.at, (peer) => scale.#listen(peer));
    return scale;
  }

  /** `tcp://host:port`, or the path of its serial port. */
  get address(): string {
    return this.#end?.address ?? '';
  }
  get grams(): number {
    return this.#grams;
  }
  get faults(): Readonly<ScaleFaults> {
    return this.#faults;
  }

  /** Puts so many grams on it, in place of what was there. */
  put(grams: number): void {
    this.#grams = grams;
    this.#onChange();
  }
  /** Takes off what the package weighs, by a key of the scale. */
  tare(grams: number): void {
    this.#ownTare = grams;
    this.#onChange();
  }
  async setFaults(change: Partial<ScaleFaults>): Promise<void> {
    this.#faults = { ...this.#faults, ...change };
    await this.#end?.setAlive(!this.#faults.dead);
    this.#onChange();
  }
  async close(): Promise<void> {
    await this.#end?.close();
  }

  #listen(peer: DevicePeer): (bytes: Uint8Array) => void {
    const inside = this.#insides();
    return (bytes) => {
      for (const byte of bytes) {
        this.asked += 1;
        const answer = Uint8Array.from(inside(byte), (char) => char.charCodeAt(0));
        if (answer.length > 0 && !this.#faults.silent)
          this.#answer(peer, this.#faults.garbage ? garble(answer) : answer);
      }
    };
  }

  #answer(peer: DevicePeer, answer: Uint8Array): void {
    if (!this.#faults.slow) {
      peer.reply(answer);
      return;
    }
    let at = 0;
    const next = (): void => {
      peer.reply(answer.subarray(at, at + 1));
      at += 1;
      if (at < answer.length && !this.#faults.dead) setTimeout(next, this.#slowByteMs);
    };
    next();
  }
}

/** One bit over, in the middle, another each time. */
let turned = 0;
function garble(answer: Uint8Array): Uint8Array {
  const bytes = Uint8Array.from(answer);
  turned += 1;
  const at = turned % bytes.length;
  bytes[at] = (bytes[at] ?? 0) ^ (1 << (turned % 7));
  return bytes;
}
