import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { signedText } from '#contracts/release/prove-release.ts';
import type { ReleaseKey } from '#contracts/release/release-keys.ts';
import type { ReleaseManifest, SignedRelease } from '#contracts/release/release-manifest.ts';

/** Signs a release by each of the keys; the text of its file. */
export function signRelease(manifest: ReleaseManifest, privateKeys: readonly KeyObject[]): string {
  const text = JSON.stringify(manifest);
  const signatures = privateKeys.map((key) => ({
    keyId: releaseKeyOf(key).keyId,
    signature: sign(null, Buffer.from(signedText(text), 'utf8'), key).toString('base64url'),
  }));
  const signed: SignedRelease = { manifest: text, signatures };
  return `${JSON.stringify(signed, null, 1)}\n`;
}

/** The public half, as programs have it built in. */
export function releaseKeyOf(privateKey: KeyObject): ReleaseKey {
  const der = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  return { keyId: createHash('sha256').update(der).digest('hex').slice(0, 16), publicKey: der.toString('base64url') };
}

/** A new private key, sealed by a passphrase (PKCS #8, PEM). */
export function newSealedKey(passphrase: string): { pem: string; key: ReleaseKey } {
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase }).toString();
  return { pem, key: releaseKeyOf(privateKey) };
}

/** Null where the passphrase is another, or the text no Ed25519 key. */
export function openSealedKey(pem: string, passphrase: string): KeyObject | null {
  try {
    const key = createPrivateKey({ key: pem, passphrase });
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch {
    return null;
  }
}
