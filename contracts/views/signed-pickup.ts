import Type, { type Static } from 'typebox';
import { Text, Uuid } from '#contracts/schema.ts';

/**
 * What the QR code of a pickup says: `OP1.<payload>.<signature>`, payload the base64url JSON of this, signature Ed25519 of the server's
 * key over the 32 bytes of SHA-256 of `OP1.<payload>`, base64url. Whether it was used is told by the fulfilment's own state.
 */
export const SignedPickup = Type.Object({ fulfilmentId: Uuid, number: Text }, { additionalProperties: false });
export type SignedPickup = Static<typeof SignedPickup>;
