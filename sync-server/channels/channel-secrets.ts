import type { Kysely } from 'kysely';
import { ChannelSecret } from '#contracts/http/channels.ts';
import { parseJson } from '#contracts/schema.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { sealerOf } from './seal.ts';

type Sealing = Pick<ServerContext, 'keys' | 'random'>;

const sealerFor = ({ keys, random }: Sealing) => sealerOf(keys.pepper, 'omnitill channel secrets', random);

/** Keeps what a channel's shop system is signed in to with. */
export async function keepSecret(
  db: Kysely<Tables>,
  sealing: Sealing,
  { channelId, secret, at }: { channelId: string; secret: ChannelSecret; at: string },
): Promise<void> {
  const sealed = sealerFor(sealing).seal(channelId, JSON.stringify(secret));
  await db
    .insertInto('channel_secret')
    .values({ channel_id: channelId, sealed, changed_at: at })
    .onConflict((conflict) => conflict.column('channel_id').doUpdateSet({ sealed, changed_at: at }))
    .execute();
}

/** What it is signed in to with; undefined where there is none that this server can read. */
export async function readSecret(
  db: Kysely<Tables>,
  sealing: Sealing,
  channelId: string,
): Promise<ChannelSecret | undefined> {
  const row = await db
    .selectFrom('channel_secret')
    .select('sealed')
    .where('channel_id', '=', channelId)
    .executeTakeFirst();
  if (!row) return undefined;
  const text = sealerFor(sealing).open(channelId, row.sealed);
  if (text === null) return undefined;
  const parsed = parseJson(ChannelSecret, text);
  return parsed.ok ? parsed.value : undefined;
}
