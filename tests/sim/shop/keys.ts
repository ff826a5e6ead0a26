import { createPrivateKey, createPublicKey } from 'node:crypto';
import { journalKeys, type Registration } from '#electron/host/registration.ts';
import type { Random } from '#tests/sim/kernel/random.ts';

/** What stands before an Ed25519 key's 32 bytes in PKCS 8 DER (RFC 8410). */
const PKCS8_ED25519 = '302e020100300506032b657004220420';

export interface SimKeys {
  publicKey: string;
  sign(hash: string): string;
  verify(hash: string, signature: string): boolean;
}

/** Ed25519 keys that follow from the seed; Ed25519 signatures follow from key and message alone. */
export function makeKeys(random: Random, journalId: string): SimKeys {
  const der = Buffer.from(`${PKCS8_ED25519}${random.hex(32)}`, 'hex');
  const secret = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(secret).export({ format: 'der', type: 'spki' }).toString('base64url');
  const registration: Registration = {
    journalId,
    publicKey,
    privateKey: der.toString('base64url'),
    token: null,
    pepper: null,
    enrolment: null,
  };
  return { publicKey, ...journalKeys(registration) };
}
