import type { ScaleDialog, ScaleReading, ScaleRequest } from '#drivers/scale/protocol/scale-dialog.ts';

/** A reading of weight. */
export type Weight = Extract<ScaleReading, { kind: 'weight' }>;

/** Bytes of a text of characters up to U+00FF. */
export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0) & 0xff);
}

/** A text of such bytes. */
export function textOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

/**
 * Asks a scale and gives it bytes, in pieces; asks again after each piece that ended the question. Gives all weights. Throws where the first
 * answer depends on how the bytes were split, or a question was answered more than once.
 */
export function weightsOf(
  dialog: () => ScaleDialog,
  request: ScaleRequest,
  bytes: Uint8Array,
  splits: readonly number[],
): Weight[] {
  const cuts = [0, ...splits, bytes.length];
  const pieces = cuts.slice(1).map((to, at) => bytes.subarray(cuts[at], to));
  const whole = readings(dialog(), request, [bytes]);
  const parts = readings(dialog(), request, pieces);
  if (JSON.stringify(whole[0]) !== JSON.stringify(parts[0])) throw new Error('splitting changed what was weighed');
  return [...whole, ...parts].filter((reading) => reading.kind === 'weight');
}

function readings(dialog: ScaleDialog, request: ScaleRequest, pieces: readonly Uint8Array[]): ScaleReading[] {
  const all: ScaleReading[] = [];
  dialog.ask(request);
  for (const piece of pieces) {
    const said = dialog.push(piece).flatMap((step) => ('reading' in step ? [step.reading] : []));
    if (said.length > 1) throw new Error('one question, two answers');
    if (said.length > 0) dialog.ask(request);
    all.push(...said);
  }
  return all;
}
