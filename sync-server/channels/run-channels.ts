import { type Kysely, sql } from 'kysely';
import type { ServerContext } from '#sync-server/context.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import type { ChannelConnector } from './channel-port.ts';
import { noteFault } from './channel-state.ts';
import { connectorOf } from './connector-of.ts';
import { type Channel, readChannels } from './read-channel.ts';
import { NEVER_TOLD, type StockTold, WORK_TIMES, type WorkTimes, workChannel } from './work-channel.ts';

export interface ChannelRunner {
  /** Works every channel once; resolves when all are through. */
  runOnce(): Promise<void>;
  /** Looks for what is due again and again, until closed. */
  start(): void;
  close(): Promise<void>;
}

export interface RunnerOptions {
  connect?: (context: ServerContext, channel: Channel) => Promise<ChannelConnector | undefined>;
  times?: WorkTimes;
}

const EVERY_MS = 1_000;
/** Channels that are worked at the same time; each holds a connection of the database. */
const AT_ONCE = 4;
/** Of the advisory locks on channels, beside their ids' hashes. */
export const CHANNEL_LOCKS = 7_041_933;

/**
 * Works all channels, each on its own: one whose shop system is slow or down keeps no other waiting. Of several server processes on one
 * database one works a channel at a time; when it ends, whichever, the next takes it.
 */
export function openChannelRunner(
  context: ServerContext,
  { connect = connectorOf, times = WORK_TIMES }: RunnerOptions = {},
): ChannelRunner {
  const working = new Map<string, Promise<void>>();
  const stockTold = new Map<string, StockTold>();
  /** Which was worked last goes last, so that slow ones leave the others their turn. */
  const turns = new Map<string, number>();
  let turn = 0;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  async function work(channel: Channel): Promise<void> {
    const connector = await connect(context, channel);
    if (!connector) return;
    const told = stockTold.get(channel.channelId) ?? { ...NEVER_TOLD };
    stockTold.set(channel.channelId, told);
    await alone(context, channel.channelId, () => workChannel(context, channel, connector, told, times));
  }

  function begin(channel: Channel): Promise<void> {
    const { channelId } = channel;
    const known = working.get(channelId);
    if (known) return known;
    turns.set(channelId, turn++);
    const begun = work(channel)
      .catch(async (error: unknown) => {
        process.stderr.write(`Channel ${channelId}: ${String(error)}\n`);
        await noteFault(context.db, channelId, { why: 'unreachable', detail: String(error) }, context.now());
      })
      .finally(() => working.delete(channelId));
    working.set(channelId, begun);
    return begun;
  }

  async function look(): Promise<Promise<void>[]> {
    const channels = (await readChannels(context.db)).filter(({ published }) => published.status === 'active');
    const free = channels.filter(({ channelId }) => !working.has(channelId));
    free.sort((a, b) => (turns.get(a.channelId) ?? -1) - (turns.get(b.channelId) ?? -1));
    return free.slice(0, Math.max(0, AT_ONCE - working.size)).map(begin);
  }

  return {
    async runOnce() {
      const channels = (await readChannels(context.db)).filter(({ published }) => published.status === 'active');
      for (const channel of channels) await begin(channel);
    },
    start() {
      timer = setInterval(() => {
        if (isClosed) return;
        look().catch((error: unknown) => {
          process.stderr.write(`Channels: ${String(error)}\n`);
        });
      }, EVERY_MS);
    },
    async close() {
      isClosed = true;
      clearInterval(timer);
      await Promise.all(working.values());
    },
  };
}

/** Does something that no other process does at the same time; nothing where one does. An embedded database has one process. */
async function alone(context: ServerContext, channelId: string, work: () => Promise<void>): Promise<void> {
  if (context.embedded) return work();
  await context.db.connection().execute(async (connection: Kysely<Tables>) => {
    const { rows } = await sql<{ locked: boolean }>`
      select pg_try_advisory_lock(${CHANNEL_LOCKS}::int4, hashtext(${channelId})) as locked`.execute(connection);
    if (!rows[0]?.locked) return;
    try {
      await work();
    } finally {
      await sql`select pg_advisory_unlock(${CHANNEL_LOCKS}::int4, hashtext(${channelId}))`.execute(connection);
    }
  });
}
