import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { RunCrypto } from '#domain/journal/verify-run.ts';

export function hashOfText(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

export function hashOfBytes(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Node's SHA-256 and Ed25519. `publicKey` is SPKI DER in base64url; with one that is none, no signature holds. */
export function nodeCrypto(publicKey: string): RunCrypto {
  const key = readPublicKey(publicKey);
  return {
    sha256Hex: hashOfText,
    verifySignature: (hashHex, signature) =>
      key !== undefined && verify(null, Buffer.from(hashHex, 'hex'), key, Buffer.from(signature, 'base64url')),
  };
}

/** An Ed25519 public key of SPKI DER in base64url; undefined when it is not one. */
export function readPublicKey(publicKey: string): KeyObject | undefined {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64url'), format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ed25519' ? key : undefined;
  } catch {
    return undefined;
  }
}
