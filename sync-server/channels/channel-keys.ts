import { type Kysely, sql } from 'kysely';
import type { ChannelKeyRow } from '#contracts/http/channels.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { hashOfText } from '#sync-server/ingest/crypto.ts';

/** What every key begins with, so that one that got where it does not belong is found. */
const KEY_MARK = 'otk_';
const USED_EVERY_MS = 60_000;

/** Makes a key of the HTTP API, of 256 random bits; it is answered this once, and kept as its SHA-256. */
export async function issueKey(
  { db, now, random }: ServerContext,
  { channelId, name, madeBy }: { channelId: string; name: string; madeBy: string | null },
): Promise<{ key: string; row: ChannelKeyRow }> {
  const key = `${KEY_MARK}${Buffer.from(random(32)).toString('base64url')}`;
  const row: ChannelKeyRow = {
    keyId: Buffer.from(random(9)).toString('base64url'),
    name,
    madeAt: now().toISOString(),
    madeBy,
    usedAt: null,
    revokedAt: null,
  };
  await db
    .insertInto('channel_key')
    .values({
      key_id: row.keyId,
      channel_id: channelId,
      key_hash: hashOfText(key),
      name,
      made_at: row.madeAt,
      made_by: madeBy,
      used_at: null,
      revoked_at: null,
    })
    .execute();
  return { key, row };
}

/** Refuses a key from now on; false where the channel has none such. One that was refused before stays so. */
export async function revokeKey(
  { db, now }: ServerContext,
  { channelId, keyId }: { channelId: string; keyId: string },
): Promise<boolean> {
  const { rows } =
    await sql`update channel_key set revoked_at = coalesce(revoked_at, ${now().toISOString()}::timestamptz)
    where channel_id = ${channelId} and key_id = ${keyId} returning key_id`.execute(db);
  return rows.length > 0;
}

/** Keys of a channel, the newest first. */
export async function readKeys(db: Kysely<Tables>, channelId: string): Promise<ChannelKeyRow[]> {
  const rows = await db
    .selectFrom('channel_key')
    .selectAll()
    .where('channel_id', '=', channelId)
    .orderBy('made_at', 'desc')
    .execute();
  return rows.map((row) => ({
    keyId: row.key_id,
    name: row.name,
    madeAt: row.made_at.toISOString(),
    madeBy: row.made_by,
    usedAt: row.used_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
  }));
}

/** The channel whose key it is; undefined where it is none, or was revoked. Notes that it was used. */
export async function channelOfKey({ db, now }: ServerContext, key: string): Promise<string | undefined> {
  if (!key.startsWith(KEY_MARK)) return undefined;
  const row = await db
    .selectFrom('channel_key')
    .select(['key_id', 'channel_id', 'used_at'])
    .where('key_hash', '=', hashOfText(key))
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (!row) return undefined;
  if (now().getTime() - (row.used_at?.getTime() ?? 0) > USED_EVERY_MS) {
    const used = { used_at: now().toISOString() };
    await db.updateTable('channel_key').set(used).where('key_id', '=', row.key_id).execute();
  }
  return row.channel_id;
}
