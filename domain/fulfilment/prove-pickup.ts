import { type ProofPorts, type Refusal, refusal } from '#domain/operator/prove.ts';
import { readPickupCode } from './pickup-code.ts';

/** How the text of a pickup's QR code begins: what is scanned and begins so is one. */
export const PICKUP_CODE_PREFIX = 'OP1';

/** The name under which wrong codes are counted: they name nobody. */
export const PICKUP_TRIES = '(pickup)';

export interface PickupProofPorts extends Pick<ProofPorts, 'begin' | 'waitMs'> {
  /** Which pickup a signed text is of; null of one whose signature proves nothing. */
  signedFor(text: string): Promise<string | null>;
  /** Which pickup a code is of, as `readPickupCode` gives it. */
  typedFor(code: string): Promise<string | null>;
}

export type PickupProven = { ok: true; fulfilmentId: string; how: 'typed' | 'scanned' } | Refusal;

/**
 * Finds out which pickup a text opens: a QR code's by its signature, a typed code's by its hash. A wrong code is counted before it is
 * checked, and a few in a row must wait, as wrong PINs do; a typing error is told by the code itself and counts for nothing.
 */
export async function provePickup(text: string, ports: PickupProofPorts): Promise<PickupProven> {
  if (isPickupQr(text)) {
    const fulfilmentId = await ports.signedFor(text.trim());
    return fulfilmentId === null ? refusal('pickup-code-invalid') : { ok: true, fulfilmentId, how: 'scanned' };
  }
  const code = readPickupCode(text);
  if (code === null) return refusal('pickup-code-mistyped');
  const begun = await ports.begin(PICKUP_TRIES);
  if (!begun.ok) return refusal('pickup-code-locked', begun.waitMs);
  const fulfilmentId = await ports.typedFor(code);
  if (fulfilmentId === null) return refusal('pickup-code-unknown', await ports.waitMs(PICKUP_TRIES));
  // A good code says nothing of who typed the wrong ones before it.
  await begun.takeBack();
  return { ok: true, fulfilmentId, how: 'typed' };
}

/** Whether a text is a pickup's QR code; whether it proves anything is another matter. */
export function isPickupQr(text: string): boolean {
  return text.trim().startsWith(`${PICKUP_CODE_PREFIX}.`);
}

/** Whether a text is a pickup's code: a signed one, or one that can be typed. */
export function isPickupCode(text: string): boolean {
  return isPickupQr(text) || readPickupCode(text) !== null;
}
