import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Envelope, JournalLine } from '#domain/journal/envelope.ts';
import type { Order } from '#domain/order/order.ts';
import { orderMovements } from '#domain/order/order-movements.ts';
import { importProducts } from '#sync-server/commands/import-products.ts';
import { publishSettings } from '#sync-server/commands/publish-settings.ts';
import { personalPorts } from '#sync-server/db/personal-ports.ts';
import { sqlIngestStore } from '#sync-server/db/sql-ingest-store.ts';
import { type Effects, type MovementEffect, noEffects } from '#sync-server/ingest/effects.ts';
import type { StoredFact } from '#sync-server/ingest/ingest-store.ts';
import { openServer, type Server } from '#sync-server/server.ts';
import { createDatabase, openTestPostgres } from '#tests/fixtures/postgres.ts';
import { enrolTestRegister, productOf, type Sold, type TestRegister } from '#tests/fixtures/test-register.ts';
import { fillTestShop, OPERATOR, productRows, storeSettings, TAX_RULES } from '#tests/fixtures/test-shop.ts';

const PRODUCTS = 1_000;

export interface PushFigures {
  database: 'postgresql' | 'embedded';
  orders: number;
  batch: number;
  /** Registers that push at once, each of a store of its own. */
  registers: number;
  bytesPerOrder: number;
  /** Pushed over HTTP on loopback, verified, booked, feeds moved. */
  ordersPerSecond: number;
  /** The yardstick: the same rows of the same batches into the same tables, unchecked. */
  bareOrdersPerSecond: number;
  /** Seconds that a register's first pull of its store's feed takes afterwards. */
  firstPullSeconds: number;
}

export interface PushOptions {
  /** `postgres://…` of a server to make a database on; without it the database is embedded, on disk. */
  postgres?: string;
  orders: number;
  batch: number;
  registers: number;
}

/** How many orders of 8 lines a second the server takes, beside the bare inserts of the same rows in the same run. */
export async function pushToServer({ postgres, orders, batch, registers: count }: PushOptions): Promise<PushFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'push-to-server-'));
  const database = postgres ? await createDatabase(postgres) : undefined;
  const server = await openServer({ dataDir: folder, port: 0, databaseUrl: database?.url });
  try {
    const registers = await enrol(server, count);
    const journals = registers.map(({ register, sold }) => journalOf(register, sold, Math.ceil(orders / count)));
    const all = journals.flatMap(({ lines }) => lines);
    const batches = journals.map(({ register, lines }) => ({ register, parts: cut(lines, batch) }));
    await Promise.all(batches.map(({ register, parts }) => pushAll(register, parts.splice(0, 2))));
    const warm = all.length - batches.reduce((sum, { parts }) => sum + parts.flat().length, 0);
    const took = await secondsOf(() => Promise.all(batches.map(({ register, parts }) => pushAll(register, parts))));
    const bare = await secondsOf(() => Promise.all(journals.map(({ lines }) => insertAll(server, cut(lines, batch)))));
    const firstPull = await secondsOf(async () => registers[0]?.register.pullAll('store'));
    return {
      database: server.context.embedded ? 'embedded' : 'postgresql',
      orders: all.length,
      batch,
      registers: count,
      bytesPerOrder: Math.round(all.reduce((sum, { body }) => sum + body.length, 0) / all.length),
      ordersPerSecond: Math.round((all.length - warm) / took),
      bareOrdersPerSecond: Math.round(all.length / bare),
      firstPullSeconds: Number(firstPull.toFixed(3)),
    };
  } finally {
    await server.close();
    await database?.drop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Registers of stores `B1`, `B2`, ... that sell the test shop's products, with nothing for the server to object to. */
async function enrol(server: Server, count: number): Promise<{ register: TestRegister; sold: Sold[] }[]> {
  const { context } = server;
  await fillTestShop(context);
  const storeIds = Array.from({ length: count }, (_, index) => `B${index + 1}`);
  for (const storeId of storeIds) {
    await publishSettings(context, { entity: 'store', entityId: storeId, after: storeSettings(storeId) });
    await publishSettings(context, { entity: 'tax-rules', entityId: storeId, after: TAX_RULES });
  }
  const operator = { operatorId: OPERATOR, name: 'Anna', initials: 'A', role: 'cashier' as const, pinHash: 'argon2id' };
  await publishSettings(context, { entity: 'operator', entityId: OPERATOR, after: { ...operator, storeIds } });
  const rows = productRows(PRODUCTS).map((row, index) => {
    return { ...row, stock: {}, prices: Object.fromEntries(storeIds.map((storeId) => [storeId, 100 + index])) };
  });
  await importProducts(context, rows);
  const registers = [];
  for (const storeId of storeIds) {
    const skus = rows.slice(0, 50).map(({ sku }) => sku);
    const sold = await Promise.all(skus.map((sku) => productOf(server, sku, 1, storeId)));
    registers.push({ register: await enrolTestRegister(server, { storeId }), sold });
  }
  return registers;
}

function journalOf(register: TestRegister, sold: readonly Sold[], orders: number) {
  const lines = Array.from({ length: orders }, (_, index) =>
    register.sale(Array.from({ length: 8 }, (_, line) => sold[(index * 3 + line) % sold.length] as Sold)),
  );
  return { register, lines };
}

async function pushAll(register: TestRegister, parts: readonly JournalLine[][]): Promise<void> {
  for (const part of parts) {
    const { verdicts } = await register.push(part);
    if (verdicts.length > 0) throw new Error(JSON.stringify(verdicts[0]));
  }
}

/** The yardstick: facts, orders, lines, payments, taxes, movements and stock, one statement per table and batch. */
async function insertAll({ context }: Server, parts: readonly JournalLine[][]): Promise<void> {
  const store = sqlIngestStore(context.db, { now: context.now, nonce: () => '', personal: personalPorts(context) });
  const journalId = randomUUID();
  for (const part of parts) {
    const rows = part.map((line) => rowsOf(journalId, line));
    await store.transaction((tx) =>
      tx.write(
        rows.map(({ fact }) => fact),
        effectsOf(rows),
      ),
    );
  }
}

function rowsOf(journalId: string, line: JournalLine): { fact: StoredFact; order: Effects['orders'][number] } {
  const fact = { ...(JSON.parse(line.body) as Envelope<Order>), journalId };
  const { id, seq, storeId, registerId, operatorId, at, businessDate, payload } = fact;
  const order = { journalId, seq, orderId: id, storeId, registerId, operatorId, at, businessDate, order: payload };
  return { fact: { fact, line, held: null }, order };
}

function effectsOf(rows: readonly { order: Effects['orders'][number] }[]): Effects {
  const orders = rows.map(({ order }) => order);
  const movements = orders.flatMap((effect) =>
    orderMovements(effect.order).map((movement): MovementEffect => {
      const { journalId, seq, storeId, registerId, operatorId, at, businessDate, orderId } = effect;
      const source = { journalId, seq, registerId, operatorId, at, businessDate, locationId: `${storeId}-bare` };
      const document = { kind: 'order', id: orderId, text: '' };
      const nothing = {
        reason: null,
        placeId: null,
        batch: null,
        expiry: null,
        sourceId: null,
        asOf: null,
        cost: null,
      };
      return { ...source, ...movement, kind: 'sale', document, ...nothing };
    }),
  );
  return { ...noEffects(), orders, movements };
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

function cut<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

/** Both databases, as `docs/PERFORMANCE.md` reports them. */
export async function pushToServerReport(): Promise<PushFigures[]> {
  const figures = [await pushToServer({ orders: 2_000, batch: 50, registers: 1 })];
  const postgres = await openTestPostgres({ durable: true });
  if (typeof postgres === 'string') return figures;
  try {
    for (const registers of [1, 4]) {
      figures.push(await pushToServer({ postgres: postgres.url, orders: 6_000, batch: 50, registers }));
    }
    return figures;
  } finally {
    await postgres.stop();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.table(await pushToServerReport());
