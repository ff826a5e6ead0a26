import { type Kysely, sql } from 'kysely';
import { GENESIS } from '#domain/journal/envelope.ts';
import { leftCosts } from '#sync-server/db/left-costs.ts';
import { orderCosts } from '#sync-server/db/order-costs.ts';
import type { PersonalPorts } from '#sync-server/db/personal-ports.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { writeBuying } from '#sync-server/db/write-buying.ts';
import { writeCatalogue } from '#sync-server/db/write-catalogue.ts';
import { writeCounts } from '#sync-server/db/write-counts.ts';
import { writeDay } from '#sync-server/db/write-day.ts';
import { writeExceptions } from '#sync-server/db/write-exceptions.ts';
import { writeMembers } from '#sync-server/db/write-members.ts';
import { writeMoney } from '#sync-server/db/write-money.ts';
import { writeOnline } from '#sync-server/db/write-online.ts';
import { writeOrders } from '#sync-server/db/write-orders.ts';
import { writePlaces } from '#sync-server/db/write-places.ts';
import { writePoints } from '#sync-server/db/write-points.ts';
import { writePrices } from '#sync-server/db/write-prices.ts';
import { writePricing } from '#sync-server/db/write-pricing.ts';
import { writeSaleStops } from '#sync-server/db/write-sale-stops.ts';
import { writeSettings } from '#sync-server/db/write-settings.ts';
import { nameVoided, writeStock } from '#sync-server/db/write-stock.ts';
import { writeTargets } from '#sync-server/db/write-targets.ts';
import type { Effects } from '#sync-server/ingest/effects.ts';

/** Writes effects: one statement per table. Where a batch names a row twice, the later one holds. */
export async function writeEffects(
  db: Kysely<Tables>,
  effects: Effects,
  openedAt: string,
  personal: PersonalPorts,
): Promise<void> {
  const movements = await writeStock(db, effects, openedAt);
  const left = await leftCosts(db, effects.orders);
  await writeOrders(db, effects.orders, orderCosts(effects.orders, movements, left));
  await nameVoided(db, effects.day);
  await writeCatalogue(db, effects);
  await writePrices(db, effects);
  await writeSettings(db, effects);
  await writeRegisters(db, effects.registers);
  await writeRegisterChanges(db, effects.registerChanges);
  await writeRevocations(db, effects.revocations);
  effects.touched.push(...(await writeMembers(db, effects.members, personal)));
  // Members whose points are others by it have their cards sent again.
  effects.touched.push(...(await writePoints(db, effects.orders)));
  await writeDay(db, effects.day, openedAt);
  await writeMoney(db, effects.money);
  await writeCounts(db, effects.counts);
  await writeBuying(db, effects.buying, openedAt);
  await writeOnline(db, effects.online, openedAt);
  await writeSaleStops(db, effects.saleStops);
  await writePlaces(db, effects);
  await writeTargets(db, effects.targets);
  await writePricing(db, effects.pricing);
  await writeExceptions(db, effects, openedAt);
}

async function writeRegisters(db: Kysely<Tables>, registers: Effects['registers']): Promise<void> {
  for (const { registerId, storeId, name, journalId, incarnation, receiptSeries, publicKey } of registers) {
    await db
      .insertInto('register')
      .values({ register_id: registerId, store_id: storeId, name })
      .onConflict((conflict) => conflict.column('register_id').doUpdateSet({ store_id: storeId, name }))
      .execute();
    await db
      .insertInto('journal')
      .values({
        journal_id: journalId,
        register_id: registerId,
        store_id: storeId,
        public_key: publicKey,
        incarnation,
        receipt_series: receiptSeries,
        head_hash: GENESIS,
      })
      .execute();
  }
}

/** Its journals stay where they were: what they hold was witnessed there. */
async function writeRegisterChanges(db: Kysely<Tables>, changes: Effects['registerChanges']): Promise<void> {
  for (const { settings, at, by } of changes) {
    const { registerId, storeId, name } = settings;
    await db
      .updateTable('register')
      .set({ store_id: storeId, name, revision: sql`revision + 1`, changed_at: at, changed_by: by })
      .where('register_id', '=', registerId)
      .execute();
  }
}

/** A journal that was revoked stays as it was revoked first. */
async function writeRevocations(db: Kysely<Tables>, revocations: Effects['revocations']): Promise<void> {
  for (const { journalIds, at } of revocations) {
    await db
      .updateTable('journal')
      .set({ revoked_at: at })
      .where('journal_id', '=', sql<string>`any(${[...journalIds]}::uuid[])`)
      .where('revoked_at', 'is', null)
      .execute();
  }
}
