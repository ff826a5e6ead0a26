import { createPublicKey, verify } from 'node:crypto';
import type { IsSigned } from '#contracts/release/prove-release.ts';

/** Ed25519 (RFC 8032) by a key as DER (SPKI) in base64url. What is no key or no signature proves nothing. */
export const isSigned: IsSigned = (text, signature, publicKey) => {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64url'), format: 'der', type: 'spki' });
    if (key.asymmetricKeyType !== 'ed25519') return false;
    return verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64url'));
  } catch {
    return false;
  }
};
