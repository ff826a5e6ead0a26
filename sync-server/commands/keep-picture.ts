import { type Kysely, sql } from 'kysely';
import { PICTURE_LIMITS, type PictureUpload, THUMBNAIL_LIMITS } from '#contracts/http/pictures.ts';
import { type PictureHeader, readPictureHeader } from '#contracts/picture/picture-header.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { hashOfBytes } from '#sync-server/ingest/crypto.ts';

/** How long a picture that nothing names yet is kept: longer than somebody has a form open. */
const UNPUBLISHED_MS = 7 * 86_400_000;

export type PictureKept = { ok: true; hash: string } | { ok: false; message: string };

/**
 * Keeps a picture and its thumbnail under the SHA-256 of its bytes, once however often it comes; forgets those that were never
 * used. What the bytes say decides, not what they are called.
 */
export async function keepPicture(db: Kysely<Tables>, upload: PictureUpload, now: Date): Promise<PictureKept> {
  const [bytes, thumbnail] = [Buffer.from(upload.picture, 'base64'), Buffer.from(upload.thumbnail, 'base64')];
  const [header, small] = [readPictureHeader(bytes), readPictureHeader(thumbnail)];
  const fault = faultOf(bytes, header, PICTURE_LIMITS) ?? faultOf(thumbnail, small, THUMBNAIL_LIMITS);
  if (fault !== null || !header || !small) return { ok: false, message: fault ?? 'no picture' };
  const hash = hashOfBytes(bytes);
  const { type, width, height } = header;
  const values = { hash, type, width, height, bytes, thumbnail_type: small.type, thumbnail, added_at: now };
  await db
    .insertInto('picture')
    .values(values)
    .onConflict((conflict) => conflict.column('hash').doUpdateSet({ added_at: now }))
    .execute();
  await db
    .deleteFrom('picture')
    .where('published', '=', false)
    .where('added_at', '<', new Date(now.getTime() - UNPUBLISHED_MS))
    .execute();
  return { ok: true, hash };
}

function faultOf(
  bytes: Uint8Array,
  header: PictureHeader | null,
  limits: { side: number; bytes: number },
): string | null {
  if (!header) return 'the bytes are no JPEG and no WebP';
  if (header.hasMetadata) return 'the picture carries more than its pixels, as where it was taken';
  if (bytes.length > limits.bytes) return `the picture has more than ${limits.bytes} bytes`;
  return Math.max(header.width, header.height) > limits.side ? `a side is longer than ${limits.side} pixels` : null;
}

/** Which of these pictures there are. They stay until the transaction ends. */
export async function knownPictures(db: Kysely<Tables>, hashes: readonly string[]): Promise<ReadonlySet<string>> {
  if (hashes.length === 0) return new Set();
  const rows = await db
    .selectFrom('picture')
    .select('hash')
    .where('hash', '=', sql<string>`any(${[...new Set(hashes)]}::text[])`)
    .orderBy('hash')
    .forShare()
    .execute();
  return new Set(rows.map(({ hash }) => hash));
}
