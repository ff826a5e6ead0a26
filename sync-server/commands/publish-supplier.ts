import type { SupplierAnswer, SupplierChange } from '#contracts/http/stock.ts';
import { isSame } from '#sync-server/commands/is-same.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { appendFacts } from '#sync-server/ingest/append-facts.ts';
import { readSuppliers } from '#sync-server/views/purchase-order-list.ts';

/** Makes a supplier, or changes one that is still as it was when it was changed. What it is already changes nothing. */
export function publishSupplier(
  context: ServerContext,
  { revision, supplier }: SupplierChange,
  operatorId: string | null,
): Promise<SupplierAnswer> {
  return appendFacts<SupplierAnswer>(context, async ({ db }) => {
    const [now = null] = await readSuppliers(db, supplier.supplierId);
    if (now && isSame(now.supplier, supplier)) return { facts: [], answer: { ok: true, revision: now.revision } };
    if ((now?.revision ?? 0) !== revision) return { facts: [], answer: { ok: false, conflict: { now } } };
    return {
      facts: [{ kind: 'supplier.published', payload: supplier, operatorId }],
      answer: { ok: true, revision: revision + 1 },
    };
  });
}
