import { parseJsonDown } from '#contracts/schema.ts';
import type { ReleaseKey } from './release-keys.ts';
import { ReleaseManifest, SignedRelease } from './release-manifest.ts';

/** `update-keyless`: no key to prove it by. `update-forged`: cut short, changed, or signed by nobody who may. */
export type ReleaseFault = 'update-keyless' | 'update-forged';
export type ProvenRelease = { ok: true; manifest: ReleaseManifest } | { ok: false; fault: ReleaseFault };

/** Whether an Ed25519 signature (base64url) of a text's UTF-8 is a public key's. */
export type IsSigned = (text: string, signature: string, publicKey: string) => boolean;

/** What is signed: a manifest alone could be taken for another text of the same key. */
export function signedText(manifest: string): string {
  return `omnitill release 1\n${manifest}`;
}

/**
 * What a release's file says, once one of the keys has proven it. The manifest is read only then, and from the very text that was
 * signed; what it says beyond what this program knows is left out.
 */
export function proveRelease(text: string, keys: readonly ReleaseKey[], isSigned: IsSigned): ProvenRelease {
  if (keys.length === 0) return { ok: false, fault: 'update-keyless' };
  const signed = parseJsonDown(SignedRelease, text);
  if (!signed.ok) return { ok: false, fault: 'update-forged' };
  const { manifest, signatures } = signed.value;
  const proven = signatures.some(({ keyId, signature }) =>
    keys.some((key) => key.keyId === keyId && isSigned(signedText(manifest), signature, key.publicKey)),
  );
  const read = proven ? parseJsonDown(ReleaseManifest, manifest) : null;
  return read?.ok ? { ok: true, manifest: read.value } : { ok: false, fault: 'update-forged' };
}
