import { sql } from 'kysely';
import type { StoreMaking, StoreMakingAnswer } from '#contracts/http/fleet.ts';
import { receiptLanguages } from '#contracts/settings/receipt-languages.ts';
import { businessFaults } from '#contracts/settings/store-faults.ts';
import type { StoreSettings } from '#contracts/views/register-config.ts';
import { isReservedStoreId } from '#domain/country/store-id.ts';
import { catalogueFacts, type Repricing } from '#sync-server/commands/catalogue-facts.ts';
import { isSame } from '#sync-server/commands/is-same.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { readOperator } from '#sync-server/db/read-operator.ts';
import type { SqlIngestTransaction } from '#sync-server/db/sql-ingest-store.ts';
import { announceFleet } from '#sync-server/fleet/announce-fleet.ts';
import { operatorStores } from '#sync-server/fleet/operator-stores.ts';
import { appendFacts, type ServerDraft } from '#sync-server/ingest/append-facts.ts';

/** Most prices of one fact. */
const PRICES_MAX = 1000;

/**
 * Makes a store of another one's settings and tax rules and, if wished, of its prices, those ahead included; stock it has none.
 * Whoever makes it works there from then on. The same store made again is answered as made.
 */
export async function makeStore(
  context: ServerContext,
  making: StoreMaking,
  actorId: string | null,
): Promise<StoreMakingAnswer> {
  const answer = await appendFacts<StoreMakingAnswer>(context, async (tx) => {
    const { db } = tx;
    const { storeId, copyOf } = making;
    const model = await db.selectFrom('store').select('settings').where('store_id', '=', copyOf).executeTakeFirst();
    const own = await operatorStores(db, actorId);
    if (!model || !own.includes(copyOf)) return refused('store-not-own');
    if (isReservedStoreId(storeId)) return refused('store-id-taken');
    const after = settingsOf(model.settings, making);
    const [fault] = making.settings ? businessFaults(after) : [];
    if (fault) return refused(fault.code);
    const taken = await db
      .selectFrom('store')
      .selectAll()
      .where((where) => where.or([where('store_id', '=', storeId), where('location_id', '=', after.locationId)]))
      .executeTakeFirst();
    if (taken && isSame(taken.settings, after)) return { facts: [], answer: { ok: true, storeId, prices: 0 } };
    if (taken) return refused('store-id-taken');
    const repricings = making.prices ? await pricesOf(context, tx, copyOf, storeId) : [];
    const facts: ServerDraft[] = [
      { kind: 'settings.published', payload: { entity: 'store', entityId: storeId, after }, operatorId: actorId },
      ...(await taxFacts(tx, copyOf, storeId, actorId)),
      ...(await staffFacts(tx, storeId, actorId)),
      ...catalogueFacts({ categories: [], variants: [], repricings }, new Map()).map((fact) => ({
        ...fact,
        operatorId: actorId,
      })),
    ];
    const prices = repricings.reduce((sum, repricing) => sum + repricing.prices.length, 0);
    return { facts, answer: { ok: true, storeId, prices } };
  });
  if (answer.ok) announceFleet(context);
  return answer;
}

function refused(fault: string): { facts: []; answer: { ok: false; faults: string[] } } {
  return { facts: [], answer: { ok: false, faults: [fault] } };
}

/** It is the store's own where it is, what it is called, and what it says itself; a closed model makes an open one. */
function settingsOf({ archived: _, ...model }: StoreSettings, making: StoreMaking): StoreSettings {
  const { storeId, name, address, settings = {} } = making;
  const { language = model.language } = settings;
  const languages = model.receipts && receiptLanguages(model.receipts.languages, model.language, language);
  return {
    ...model,
    ...(model.receipts && languages ? { receipts: { ...model.receipts, languages } } : {}),
    ...settings,
    storeId,
    locationId: storeId,
    name,
    address,
  };
}

async function taxFacts(
  { db }: SqlIngestTransaction,
  copyOf: string,
  storeId: string,
  operatorId: string | null,
): Promise<ServerDraft[]> {
  const rows = await db
    .selectFrom('tax_rules')
    .select('rules')
    .where('store_id', '=', copyOf)
    .orderBy('version')
    .execute();
  return rows.map(({ rules }) => {
    const payload = { entity: 'tax-rules' as const, entityId: storeId, after: rules };
    return { kind: 'settings.published', payload, operatorId };
  });
}

async function staffFacts(
  { db }: SqlIngestTransaction,
  storeId: string,
  operatorId: string | null,
): Promise<ServerDraft[]> {
  const maker = operatorId === null ? undefined : await readOperator(db, operatorId);
  if (!maker) return [];
  const after = { ...maker.settings, storeIds: [...maker.settings.storeIds, storeId] };
  const payload = { entity: 'operator' as const, entityId: maker.settings.operatorId, after };
  return [{ kind: 'settings.published', payload, operatorId }];
}

/** What holds now, and what will from its instant on. */
async function pricesOf(
  { now }: ServerContext,
  { db }: SqlIngestTransaction,
  copyOf: string,
  storeId: string,
): Promise<Repricing[]> {
  const at = now().toISOString();
  const { rows } = await sql<{ variantId: string; amount: number; begins: Date | null }>`
    select distinct on (variant_id, begins) variant_id as "variantId", amount, begins from (
      select variant_id, amount, version, null::timestamptz as begins, '-infinity'::timestamptz as effective_at
        from price where store_id = ${copyOf}
      union all
      select variant_id, amount, version, case when effective_at > ${at} then effective_at end, effective_at
        from price_history where store_id = ${copyOf} and ahead and withdrawn_at is null
    ) as known order by variant_id, begins, effective_at desc, version desc`.execute(db);
  const byBegin = new Map<string, Repricing['prices']>();
  for (const { variantId, amount, begins } of rows) {
    const key = begins?.toISOString() ?? '';
    const prices = byBegin.get(key) ?? [];
    prices.push({ variantId, amount });
    byBegin.set(key, prices);
  }
  return [...byBegin]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([begins, prices]) => inParts(storeId, begins, prices));
}

function inParts(storeId: string, begins: string, prices: Repricing['prices']): Repricing[] {
  const count = Math.ceil(prices.length / PRICES_MAX);
  return Array.from({ length: count }, (_, part) => ({
    storeId,
    ...(begins === '' ? {} : { effectiveAt: begins }),
    prices: prices.slice(part * PRICES_MAX, (part + 1) * PRICES_MAX),
  }));
}
