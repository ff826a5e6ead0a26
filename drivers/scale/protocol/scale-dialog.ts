import type { ScaleSight } from '#contracts/ipc/devices.ts';

/** What a weighing asks a scale for. */
export interface ScaleRequest {
  /** Grams. */
  tare: number;
  /** Of a kilogram, in minor units. */
  unitPrice: number;
}

/**
 * What one question to a scale brought. Only `weight` is a stable, plausible weight; no protocol guards its frames well enough for
 * one alone, so that a second, equal one has to follow.
 */
export type ScaleReading =
  | {
      kind: 'weight';
      grams: number;
      /** `told`: the scale took off the tare it was told; `own`: one of its own; `none`: the weight is gross. */
      tare: 'none' | 'own' | 'told';
      /** What the scale worked out, in minor units. */
      price?: number;
    }
  | { kind: 'sight'; sight: Exclude<ScaleSight, 'waiting'> }
  /** Nothing to be seen of the weight yet, and nothing wrong. */
  | { kind: 'not-yet' }
  /** No weight. `price`: whole, but its price is not what weight and unit price make. */
  | { kind: 'garbled'; price?: true }
  /** An error of the scale's own, which waiting does not put right. */
  | { kind: 'error'; detail: string };

export type ScaleStep = { send: Uint8Array } | { reading: ScaleReading };

/** One scale protocol at the till's end: bytes in, bytes and readings out; no clock, no line. */
export interface ScaleDialog {
  /** Begins a question anew, forgetting what was half received; gives the bytes that ask. */
  ask(request: ScaleRequest): Uint8Array;
  /** What came in, split anyhow. A reading ends the question; what comes before the next `ask` is dropped. */
  push(bytes: Uint8Array): ScaleStep[];
  /** The bytes that zero the scale; null where the protocol has none. */
  readonly zero: Uint8Array | null;
}

/** Grams of digits that count thousandths of a kilogram. */
export function gramsOf(digits: string): number {
  return Number.parseInt(digits.replace('.', ''), 10);
}
