import { createHash, createPublicKey, verify } from 'node:crypto';

/** SHA-256 of a text, in hex: what codes are signed over. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** Whether a signature (base64url) over the hash of a text is that of an Ed25519 key (SPKI DER, base64url). */
export function isSigned(text: string, signature: string, publicKey: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64url'), format: 'der', type: 'spki' });
    return verify(null, Buffer.from(hashOf(text), 'hex'), key, Buffer.from(signature, 'base64url'));
  } catch {
    return false;
  }
}
