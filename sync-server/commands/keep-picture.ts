import { type Kysely, sql } from 'kysely';
import { PICTURE_LIMITS, PICTURES_PER_HOUR, type PictureUpload, THUMBNAIL_LIMITS } from '#contracts/http/pictures.ts';
import { type PictureHeader, readPictureHeader } from '#contracts/picture/picture-header.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { hashOfBytes } from '#sync-server/ingest/crypto.ts';

/** How long a picture that nothing names yet is kept: longer than somebody has a form open. */
const UNPUBLISHED_MS = 7 * 86_400_000;
const HOUR_MS = 3_600_000;

export type PictureKept =
  | { ok: true; hash: string }
  | { ok: false; code: 'picture-unfit' | 'picture-quota'; message: string };

/** Who adds a picture, and at which register. */
export interface PictureSource {
  operatorId: string | null;
  registerId: string;
}

/**
 * Keeps a picture and its thumbnail under the SHA-256 of its bytes, once however often it comes; forgets those that were never
 * used. What the bytes say decides, not what they are called. Of new ones each person and each register may add so many an hour.
 */
export async function keepPicture(
  db: Kysely<Tables>,
  upload: PictureUpload,
  source: PictureSource,
  now: Date,
): Promise<PictureKept> {
  const [bytes, thumbnail] = [Buffer.from(upload.picture, 'base64'), Buffer.from(upload.thumbnail, 'base64')];
  const [header, small] = [readPictureHeader(bytes), readPictureHeader(thumbnail)];
  const fault = faultOf(bytes, header, PICTURE_LIMITS) ?? faultOf(thumbnail, small, THUMBNAIL_LIMITS);
  if (fault !== null || !header || !small) return unfit(fault ?? 'no picture');
  if (!isShapedLike(small, header)) return unfit('the thumbnail has another shape than the picture');
  const hash = hashOfBytes(bytes);
  const { type, width, height } = header;
  const known = await db.selectFrom('picture').select('hash').where('hash', '=', hash).executeTakeFirst();
  if (!known && (await isQuotaUsed(db, source, now))) {
    const message = `more than ${PICTURES_PER_HOUR} pictures in an hour`;
    return { ok: false, code: 'picture-quota', message };
  }
  const by = { added_by: source.operatorId, added_on: source.registerId };
  const values = { hash, type, width, height, bytes, thumbnail_type: small.type, thumbnail, added_at: now, ...by };
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

function unfit(message: string): PictureKept {
  return { ok: false, code: 'picture-unfit', message };
}

/** Whether a thumbnail is its picture made smaller, as far as sizes say: each side was rounded once. */
function isShapedLike(small: PictureHeader, picture: PictureHeader): boolean {
  if (small.width > picture.width || small.height > picture.height) return false;
  const [one, other] = [ratiosOf(small), ratiosOf(picture)];
  return one.least <= other.most && other.least <= one.most;
}

/** Between which ratios of its sides a picture was before they were rounded. */
function ratiosOf({ width, height }: PictureHeader): { least: number; most: number } {
  return { least: (width - 1) / (height + 1), most: (width + 1) / (height - 1) };
}

/** How many new ones came lately from the same person or register. */
async function isQuotaUsed(db: Kysely<Tables>, { operatorId, registerId }: PictureSource, now: Date): Promise<boolean> {
  const { count } = await db
    .selectFrom('picture')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('added_at', '>', new Date(now.getTime() - HOUR_MS))
    .where((where) => where.or([where('added_by', '=', operatorId), where('added_on', '=', registerId)]))
    .executeTakeFirstOrThrow();
  return Number(count) >= PICTURES_PER_HOUR;
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
