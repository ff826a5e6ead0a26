import type { Kysely } from 'kysely';
import type { ProductRow } from '#contracts/http/api.ts';
import type { CatalogueImportAnswer } from '#contracts/http/catalogue.ts';
import { type Import, type ImportPlaces, planImport } from '#sync-server/commands/plan-import.ts';
import { type KnownCatalogue, readCatalogue } from '#sync-server/commands/read-catalogue.ts';
import { ownStoresOf } from '#sync-server/commands/read-change.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { readHomes, readPlaces } from '#sync-server/db/read-places.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { appendFacts } from '#sync-server/ingest/append-facts.ts';

/** Rows per transaction: what one fact may hold. */
const ROWS_MAX = 1000;

export interface ImportOptions {
  /** Who imports; null for the administrator. */
  operatorId?: string | null;
  /** Whether that operator may book opening stock; the administrator may. */
  mayStock?: boolean;
  /** In whose places the file's goods lie; null where it says nothing of places. */
  storeId?: string | null;
  /** Says what would happen, and changes nothing. */
  dryRun?: boolean;
  /** Of a dry run: skus that will be there by then. */
  planned?: readonly string[];
}

/**
 * Imports products, matched by sku: new and changed ones become facts, unchanged ones nothing, so that running it twice changes
 * nothing. A bad row is refused with its line and reason, the rest goes in. Opening stock is booked only for new variants. An
 * operator's rows hold prices and stock only of stores in which they work.
 */
export async function importProducts(
  context: ServerContext,
  rows: readonly ProductRow[],
  how: ImportOptions = {},
): Promise<CatalogueImportAnswer> {
  const { unique, refused } = withoutRepeats(rows);
  const answer: CatalogueImportAnswer = { created: 0, changed: 0, unchanged: 0, refused, rows: [] };
  const ordered = [...unique.filter((row) => !namesOthers(row)), ...unique.filter(namesOthers)];
  for (let start = 0; start < ordered.length; start += ROWS_MAX) {
    const part = await importPart(context, ordered.slice(start, start + ROWS_MAX), how);
    answer.created += part.created;
    answer.changed += part.changed;
    answer.unchanged += part.unchanged;
    answer.refused.push(...part.refused);
    answer.rows.push(...part.rows);
  }
  answer.refused.sort((a, b) => a.line - b.line);
  return answer;
}

/** Such rows go last, when what they name is there. */
function namesOthers({ rules }: ProductRow): boolean {
  return rules?.linked !== undefined || rules?.parts !== undefined;
}

function withoutRepeats(rows: readonly ProductRow[]): {
  unique: ProductRow[];
  refused: CatalogueImportAnswer['refused'];
} {
  const lines = new Map<string, number>();
  const refused: CatalogueImportAnswer['refused'] = [];
  const unique = rows.filter(({ sku, line }) => {
    const first = lines.get(sku);
    if (first === undefined) lines.set(sku, line);
    else refused.push({ line, reason: `sku ${sku.slice(0, 100)} is on line ${first} already` });
    return first === undefined;
  });
  return { unique, refused };
}

function importPart(
  context: ServerContext,
  rows: readonly ProductRow[],
  { operatorId = null, mayStock = false, storeId = null, dryRun = false, planned = [] }: ImportOptions,
): Promise<CatalogueImportAnswer> {
  return appendFacts(context, async (tx) => {
    const known = await readCatalogue(tx.db, rows, context.now());
    const limits = operatorId === null ? null : { ownStores: await ownStoresOf(tx.db, operatorId), mayStock };
    const here = storeId === null ? null : await placesOf(tx.db, rows, known, storeId);
    const plan: Import = planImport(rows, known, context.newId, new Set(planned), limits, here);
    return { facts: dryRun ? [] : plan.facts.map((fact) => ({ ...fact, operatorId })), answer: plan.answer };
  });
}

/** The places of the store that rows may name, and where their products lie; null where no row says anything of it. */
async function placesOf(
  db: Kysely<Tables>,
  rows: readonly ProductRow[],
  known: KnownCatalogue,
  storeId: string,
): Promise<ImportPlaces | null> {
  const locationId = known.stores.get(storeId)?.locationId;
  if (locationId === undefined || rows.every(({ place }) => place === undefined)) return null;
  const used = (await readPlaces(db, locationId)).filter(({ archived }) => !archived);
  const variantIds = [...known.variants.values()].map(({ variantId }) => variantId);
  return {
    locationId,
    places: new Map([
      ...used.map(({ name, placeId }): [string, string] => [name, placeId]),
      ...used.map(({ placeId }): [string, string] => [placeId, placeId]),
    ]),
    homes: await readHomes(db, locationId, variantIds),
  };
}
