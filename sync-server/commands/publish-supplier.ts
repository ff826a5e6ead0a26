import type { SupplierRow } from '#contracts/http/stock.ts';
import { isSame } from '#sync-server/commands/is-same.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { appendFacts } from '#sync-server/ingest/append-facts.ts';

export type SupplierPublishedResult = { ok: true; revision: number } | { ok: false; code: 'change-conflict' };

/** Makes or changes a supplier that is still as it was when it was changed. What it is already changes nothing. */
export function publishSupplier(
  context: ServerContext,
  { revision, supplier }: SupplierRow,
  operatorId: string | null,
): Promise<SupplierPublishedResult> {
  return appendFacts<SupplierPublishedResult>(context, async ({ db }) => {
    const known = await db
      .selectFrom('supplier')
      .select(['revision', 'supplier'])
      .where('supplier_id', '=', supplier.supplierId)
      .executeTakeFirst();
    if (known && isSame(known.supplier, supplier)) return { facts: [], answer: { ok: true, revision: known.revision } };
    const before = known?.revision ?? 0;
    if (before !== revision) return { facts: [], answer: { ok: false, code: 'change-conflict' } };
    return {
      facts: [{ kind: 'supplier.published', payload: supplier, operatorId }],
      answer: { ok: true, revision: before + 1 },
    };
  });
}
