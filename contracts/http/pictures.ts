import Type, { type Static } from 'typebox';
import { Sha256 } from '#contracts/schema.ts';

const strict = { additionalProperties: false };

/** What a picture may be: longest side in pixels, and bytes. */
export const PICTURE_LIMITS = { side: 1600, bytes: 600_000 } as const;
/** What its thumbnail may be. */
export const THUMBNAIL_LIMITS = { side: 256, bytes: 48_000 } as const;

/** How many new pictures one person, and one register, may add in an hour: a whole range's, and no more than a disk bears. */
export const PICTURES_PER_HOUR = 500;

const base64 = (bytes: number) =>
  Type.String({ pattern: '^[A-Za-z0-9+/]+={0,2}$', maxLength: Math.ceil(bytes / 3) * 4 });

/**
 * POST /pictures (register, permission `catalogue`): a picture and its thumbnail, base64 of JPEG or WebP without metadata, within
 * the limits; what its bytes are not, or a thumbnail of another shape, is refused (`picture-unfit`), as is more than
 * `PICTURES_PER_HOUR` (`picture-quota`). The same picture again gets the same answer, and keeps its first thumbnail.
 */
export const PictureUpload = Type.Object(
  { picture: base64(PICTURE_LIMITS.bytes), thumbnail: base64(THUMBNAIL_LIMITS.bytes) },
  strict,
);
export type PictureUpload = Static<typeof PictureUpload>;
export const PictureAnswer = Type.Object({ hash: Sha256 }, strict);
export type PictureAnswer = Static<typeof PictureAnswer>;

/** GET /pictures/:hash and GET /pictures/:hash/thumbnail (register): their bytes, the same for ever; of these types alone. */
export const PICTURE_PATH = /^\/pictures\/([0-9a-f]{64})(\/thumbnail)?$/;
export const PICTURE_CACHING = 'private, max-age=31536000, immutable';
