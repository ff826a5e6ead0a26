import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { v7 } from 'uuid';
import type { CarrierPort } from '#sync-server/carriers/carrier-port.ts';
import { simulatedCarrier } from '#sync-server/carriers/simulated-carrier.ts';
import { withTimeLimit } from '#sync-server/carriers/time-limit.ts';
import { openChannelRunner } from '#sync-server/channels/run-channels.ts';
import { newCode } from '#sync-server/commands/issue-code.ts';
import { readAllContacts } from '#sync-server/commands/read-contacts.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { type Connection, connectEmbedded, connectPostgres } from '#sync-server/db/connect.ts';
import { lockFolder, openAdminToken, openSetupCode, prepareFolder } from '#sync-server/db/data-folder.ts';
import { migrate } from '#sync-server/db/migrate.ts';
import { personalPorts } from '#sync-server/db/personal-ports.ts';
import { pgAnnouncer } from '#sync-server/db/pg-announcer.ts';
import { sqlFeedStore } from '#sync-server/db/sql-feed-store.ts';
import { sqlIngestStore } from '#sync-server/db/sql-ingest-store.ts';
import { openOrderWorker } from '#sync-server/fulfilment/work-orders.ts';
import { localAnnouncer } from '#sync-server/http/announcer.ts';
import { buildApp } from '#sync-server/http/app.ts';
import { applyHeld } from '#sync-server/ingest/apply-held.ts';
import { SERVER_STORE } from '#sync-server/ingest/book/book-fact.ts';
import { nodeCrypto } from '#sync-server/ingest/crypto.ts';
import { parseEnvelope } from '#sync-server/ingest/parse-envelope.ts';
import { openServerKeys } from '#sync-server/ingest/server-keys.ts';
import { type MailSettings, openMailer } from '#sync-server/mail/mailer.ts';
import type { MessagePort } from '#sync-server/messages/message-port.ts';
import { openTextSender } from '#sync-server/messages/text-sender.ts';
import { StartFault } from '#sync-server/start-fault.ts';
import { openStorefront } from '#sync-server/storefront/open-storefront.ts';

export interface ServerOptions {
  /** Folder for the embedded database and the administrator token. */
  dataDir: string;
  /** `postgres://…`; without it the database is embedded. */
  databaseUrl?: string;
  host?: string;
  /** 0 picks a free one. */
  port: number;
  /** The built window, for devices without a host; `out/renderer` unless said otherwise. */
  windowDir?: string;
  /** The address that browsers know the server by, where something stands before it, as for TLS: `https://…`. */
  publicUrl?: string;
  /** Further names by which browsers know it. */
  names?: readonly string[];
  /** Proxies that are believed whom they ask for. */
  trustProxy?: string | undefined;
  /** Where e-mail goes; without it it waits. */
  mail?: MailSettings;
  /** What sends texts to phones; without it they wait. */
  texts?: MessagePort | undefined;
  /** Who carries parcels; the demo has a simulated one. */
  carrier?: CarrierPort | undefined;
  /**
   * Does nothing by itself: whoever opened it says when online orders are worked (`fulfilment/work-orders.ts`), and channels
   * (`channels/run-channels.ts`).
   */
  idle?: boolean;
  /** Fills an empty database with the demo shop. */
  demo?: boolean;
  /** Lets a few online orders wait in the demo shop. */
  demoOrders?: boolean;
  /** The generic channel that a storefront sells through, which is then served; the demo has one. */
  storefront?: string | undefined;
  now?: () => Date;
  random?: (size: number) => Uint8Array;
  /** A prepared embedded database to begin from, in memory. */
  image?: Blob;
}

export interface Server {
  /** `http://host:port` */
  url: string;
  context: ServerContext;
  /** Finishes what is in flight, then closes the database. */
  close(): Promise<void>;
}

/** Starts a server. Rejects with a `StartFault` that says in one sentence why it can't. */
export async function openServer(options: ServerOptions): Promise<Server> {
  const closers: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    // Told before the database is opened, which takes seconds at first; whoever takes the port meanwhile is found by `listen`.
    await listen(options, probe);
    const opened = await openContext(options, closers);
    await applyHeld(opened);
    await readAllContacts(opened);
    if (options.demo) await seed(opened, options);
    const context = await withStorefront(opened, options);
    const app = await buildApp(context);
    closers.push(() => app.close());
    if (options.mail) {
      const mailer = openMailer(context, options.mail);
      closers.push(mailer.close);
      mailer.start();
    }
    if (options.texts) {
      const sender = openTextSender(context, options.texts);
      closers.push(sender.close);
      sender.start();
    }
    if (!options.idle) {
      const worker = openOrderWorker(context);
      closers.push(worker.close);
      worker.start();
      const runner = openChannelRunner(context);
      closers.push(runner.close);
      runner.start();
    }
    const url = await listen(options, (at) => app.listen(at));
    return { url, context, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openContext(options: ServerOptions, closers: (() => Promise<unknown>)[]): Promise<ServerContext> {
  const { dataDir, databaseUrl, demo = false, now = () => new Date(), random = randomBytes } = options;
  await prepareFolder(dataDir);
  if (!databaseUrl) {
    const lock = await lockFolder(dataDir);
    closers.push(lock.release);
  }
  const { db, embedded, close } = await connect(options);
  closers.push(close);
  await migrate(db);
  await refuseServerStore(db);
  const newId = () => v7({ msecs: now().getTime(), random: random(16) });
  const keys = await openServerKeys(db, { newId, random });
  const announcer = databaseUrl ? await pgAnnouncer(databaseUrl, db, newId()) : localAnnouncer();
  closers.push(announcer.close);
  const text = (bytes: number) => Buffer.from(random(bytes)).toString('base64url');
  return {
    db,
    embedded,
    demo,
    now,
    random,
    newId,
    keys,
    announcer,
    feeds: sqlFeedStore(db, now),
    ingest: {
      store: sqlIngestStore(db, { now, nonce: () => text(12), personal: personalPorts({ keys, random }) }),
      cryptoOf: nodeCrypto,
      parseEnvelope,
      onMoved: announcer.publish,
    },
    adminToken: await openAdminToken(dataDir, () => text(32)),
    updatesDir: join(dataDir, 'updates'),
    setupCode: await openSetupCode(dataDir, () => newCode(random)),
    windowDir: options.windowDir ?? join(import.meta.dirname, '..', 'out', 'renderer'),
    publicUrl: options.publicUrl,
    names: options.names ?? [],
    trustProxy: options.trustProxy,
    carrier: carrierOf(options),
    mail: options.mail ? 'on' : 'off',
  };
}

/** Before a till gives up waiting (`renderer/app/server-api.ts`). */
const CARRIER_MS = 10_000;

function carrierOf({ carrier, demo }: ServerOptions): CarrierPort | undefined {
  const chosen = carrier ?? (demo ? simulatedCarrier() : undefined);
  return chosen && withTimeLimit(chosen, CARRIER_MS);
}

async function connect({ dataDir, databaseUrl, image }: ServerOptions): Promise<Connection> {
  if (!databaseUrl) return connectEmbedded(image ? undefined : join(dataDir, 'database'), image);
  try {
    return await connectPostgres(databaseUrl);
  } catch (error) {
    throw new StartFault(`The database ${nameOf(databaseUrl)} cannot be reached (${(error as Error).message}).`);
  }
}

/** A store in the server's own place would make its tills the server. */
async function refuseServerStore(db: ServerContext['db']): Promise<void> {
  const store = await db.selectFrom('store').select('store_id').where('store_id', '=', SERVER_STORE).executeTakeFirst();
  if (!store) return;
  throw new StartFault(
    `A store has the id ${SERVER_STORE}, which is the server's own: its tills could witness what only the server may. Make a new data folder and open the shop there under another name.`,
  );
}

/** Host and database, without the password. */
function nameOf(databaseUrl: string): string {
  if (!URL.canParse(databaseUrl)) return 'at DATABASE_URL';
  const { host, pathname } = new URL(databaseUrl);
  return `${host}${pathname}`;
}

async function listen(
  { host = '127.0.0.1', port }: ServerOptions,
  open: (at: { host: string; port: number }) => Promise<string>,
): Promise<string> {
  try {
    return await open({ host, port });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE') throw new StartFault(`Port ${port} is taken; choose another with --port.`);
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new StartFault(`This machine has no address ${host}; choose another with --host.`);
    if (code === 'EACCES') throw new StartFault(`Port ${port} needs more rights; choose another with --port.`);
    throw error;
  }
}

/** Takes the port for a moment. */
function probe(at: { host: string; port: number }): Promise<string> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(at, () => server.close(() => resolve('free')));
  });
}

async function seed(context: ServerContext, { demoOrders }: ServerOptions): Promise<void> {
  const { seedDemo } = await import('#sync-server/jobs/seed-demo.ts');
  const { seedStorefront } = await import('#sync-server/jobs/seed-storefront.ts');
  await seedDemo(context);
  await seedStorefront(context);
  if (!demoOrders) return;
  const { seedOrders } = await import('#sync-server/jobs/seed-orders.ts');
  await seedOrders(context);
}

async function withStorefront(
  context: ServerContext,
  { storefront, demo, dataDir }: ServerOptions,
): Promise<ServerContext> {
  const { DEMO_CHANNEL } = await import('#sync-server/jobs/seed-storefront.ts');
  const channelId = storefront ?? (demo ? DEMO_CHANNEL : undefined);
  if (channelId === undefined) return context;
  return { ...context, storefront: await openStorefront(context, { channelId, dataDir }) };
}
