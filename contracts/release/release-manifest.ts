import Type, { type Static } from 'typebox';
import { Version } from '#contracts/http/fleet.ts';
import { Instant, PositiveInteger } from '#contracts/schema.ts';

const strict = { additionalProperties: false };

/** Lies beside the release's files. */
export const RELEASE_FILE = 'omnitill-release.json';
/** Most bytes of it that are read (TUF 1.0.30, section 5: a client bounds what it downloads before it knows the size). */
export const RELEASE_BYTES_MAX = 65_536;

/** A file beside it, and nothing else. */
export const ReleaseFileName = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._ ()+-]{0,199}$' });
export const Platform = Type.Union([Type.Literal('windows'), Type.Literal('linux'), Type.Literal('mac')]);
export type Platform = Static<typeof Platform>;
/** Base64, as electron-builder writes it into its channels. */
export const Sha512 = Type.String({ pattern: '^[A-Za-z0-9+/]{86}==$' });

/** What a release is: every file that a till may install, by its length and hash. */
export const ReleaseManifest = Type.Object(
  {
    product: Type.Literal('omnitill'),
    version: Version,
    releasedAt: Instant,
    files: Type.Array(
      Type.Object({ platform: Platform, name: ReleaseFileName, bytes: PositiveInteger, sha512: Sha512 }, strict),
      { minItems: 1, maxItems: 60 },
    ),
  },
  strict,
);
export type ReleaseManifest = Static<typeof ReleaseManifest>;

/** The manifest's JSON text, exactly as it was signed, with what signs it. One signature by a key that the reader knows is enough. */
export const SignedRelease = Type.Object(
  {
    manifest: Type.String({ maxLength: 50_000 }),
    signatures: Type.Array(
      Type.Object(
        { keyId: Type.String({ pattern: '^[0-9a-f]{16}$' }), signature: Type.String({ maxLength: 100 }) },
        strict,
      ),
      { minItems: 1, maxItems: 8 },
    ),
  },
  strict,
);
export type SignedRelease = Static<typeof SignedRelease>;
