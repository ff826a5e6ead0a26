/** A key that releases are signed with: Ed25519, its public half as DER (SPKI), base64url. */
export interface ReleaseKey {
  /** The first 16 hex digits of SHA-256 over the DER. */
  keyId: string;
  publicKey: string;
}

/**
 * Who may release for the tills that run this program: the key in use, and the one that takes over when it is lost or leaks. They are
 * made by `npm run release -- key` and added here by whoever releases (docs/guides/releasing.md). A program without any takes no
 * update.
 */
export const RELEASE_KEYS: readonly ReleaseKey[] = [];
