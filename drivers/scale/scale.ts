import type { ScaleSight } from '#contracts/ipc/devices.ts';

export type ScaleFault =
  | 'scale-not-configured'
  | 'scale-unreachable'
  /** It answers nothing. */
  | 'scale-timeout'
  /** It did not come to rest in time. */
  | 'scale-motion'
  /** Nothing was put on it in time. */
  | 'scale-empty'
  | 'scale-overload'
  /** Below zero: something was taken off after zeroing, or the tare is heavier than what is on it. */
  | 'scale-underload'
  /** It was switched on with a load, or has drifted: it wants to be zeroed. */
  | 'scale-not-zeroed'
  /** The scale subtracts a tare of its own, and the till was to subtract one too. */
  | 'scale-tared'
  /** What it says can't be understood, again and again: not a weight. */
  | 'scale-garbled'
  /** It reports an error of its own. */
  | 'scale-error'
  /** What it asks for the weight differs from what the till asks. */
  | 'scale-price-differs'
  | 'scale-interrupted';

export interface WeighOptions {
  /** Gives up early: `scale-interrupted`. */
  signal?: AbortSignal;
  /** For all of it, from the call on; waiting for an earlier weighing of the same scale included. */
  deadlineMs?: number;
  /** What the package weighs: taken off by the till, or told to a scale that takes it off itself. */
  tareGrams?: number;
  /** Price of a kilogram in minor units, for scales that show the price. */
  unitPrice?: number;
  /** Called when what is seen changes, first with `waiting`. */
  onSight?(sight: ScaleSight): void;
}

/**
 * A stable weight: what is to be paid for, and what was taken off, in grams. `scalePrice`: what the scale itself worked
 * out, in minor units, already compared with the till's own figure.
 */
export type WeighOutcome =
  | { ok: true; netGrams: number; tareGrams: number; scalePrice?: number }
  | { ok: false; code: ScaleFault; detail?: string };

export type ScaleDone = { ok: true } | { ok: false; code: ScaleFault; detail?: string };

/**
 * A scale at the till, in the terms of UnifiedPOS's Scale. Every outcome is a value; weighings run one after another. Only a
 * stable weight above zero ends a weighing well. What is over a moment later by itself or by a hand (motion, nothing on it, overload) is waited
 * for until the deadline, and is then the reason given.
 */
export interface Scale {
  weigh(options?: WeighOptions): Promise<WeighOutcome>;
  /** Makes what is on it zero (ZeroScale). A scale whose protocol has no such command says `scale-error`. */
  zero(options?: WeighOptions): Promise<ScaleDone>;
  /** Lets go of its line. */
  close(): void;
}
