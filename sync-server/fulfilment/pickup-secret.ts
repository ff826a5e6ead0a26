import { pbkdf2Sync } from 'node:crypto';
import type { FulfilmentAssigned } from '#contracts/facts/fulfilment-facts.ts';
import { newPickupCode } from '#domain/fulfilment/pickup-code.ts';

/** Guessing offline is slow, and a wrong code at a till is told at once. */
const ITERATIONS = 20_000;
const HASH_BYTES = 32;
const SALT_BYTES = 16;

/**
 * A code that a customer shows, and what tills check it by without a network: PBKDF2 with HMAC-SHA-256, 32 bytes (RFC 8018, 5.2) of the
 * code as `readPickupCode` gives it, with the salt's bytes; both in base64url. The code itself is kept in the vault under the
 * fulfilment's id.
 */
export function newPickupSecret(random: (size: number) => Uint8Array): {
  code: string;
  pickup: NonNullable<FulfilmentAssigned['pickup']>;
} {
  const code = newPickupCode(random(6));
  const salt = Buffer.from(random(SALT_BYTES));
  const hash = pbkdf2Sync(code, salt, ITERATIONS, HASH_BYTES, 'sha256').toString('base64url');
  return { code, pickup: { salt: salt.toString('base64url'), iterations: ITERATIONS, hash } };
}
