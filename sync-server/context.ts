import type { Kysely } from 'kysely';
import type { CarrierPort } from '#sync-server/carriers/carrier-port.ts';
import type { SqlIngestStore } from '#sync-server/db/sql-ingest-store.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import type { Announcer } from '#sync-server/http/announcer.ts';
import type { IngestPorts } from '#sync-server/ingest/push.ts';
import type { ServerKeys } from '#sync-server/ingest/server-keys.ts';
import type { FeedStore } from '#sync-server/views/feed-store.ts';

/** What every route, command and job of one server process works with. */
export interface ServerContext {
  db: Kysely<Tables>;
  embedded: boolean;
  demo: boolean;
  now(): Date;
  /** That many random bytes. */
  random(size: number): Uint8Array;
  /** A fresh UUIDv7. */
  newId(): string;
  ingest: Omit<IngestPorts, 'store'> & { store: SqlIngestStore };
  feeds: FeedStore;
  keys: ServerKeys;
  announcer: Announcer;
  adminToken: string;
  /** The folder in which a release for registers lies, where there is one. */
  updatesDir: string;
  /** Opens the chain's first store, while there is none. */
  setupCode: string;
  /** Where the window is built, for devices without a host. */
  windowDir: string;
  /** The address that browsers know the server by, where something stands before it. */
  publicUrl?: string;
  /** Further names by which browsers may know it. */
  names?: readonly string[];
  /** Addresses of proxies that are believed whom they ask for (`X-Forwarded-For`), as `10.0.0.2, 10.1.0.0/16`; nobody without. */
  trustProxy?: string | undefined;
  /** The key that the storefront sells with, where one is switched on. */
  storefront?: { key: string };
  /** Who carries parcels, where one is connected. */
  carrier?: CarrierPort | undefined;
  /** Whether receipts are sent by e-mail; until they are, they wait. */
  mail: 'on' | 'off';
}
