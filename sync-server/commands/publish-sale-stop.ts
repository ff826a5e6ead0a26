import type { SaleStopPublished } from '#contracts/facts/sale-stop-facts.ts';
import type { SaleStopRequest } from '#contracts/http/sale-stops.ts';
import { isSame } from '#sync-server/commands/is-same.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { SqlIngestTransaction } from '#sync-server/db/sql-ingest-store.ts';
import { appendFacts } from '#sync-server/ingest/append-facts.ts';

export type SaleStopChanged =
  | { ok: true; stop: SaleStopPublished }
  | { ok: false; code: 'not-found' | 'variant-unknown' | 'sale-stop-changed' };

type Decided = {
  facts: { kind: 'sale-stop.published'; payload: SaleStopPublished; operatorId: string }[];
  answer: SaleStopChanged;
};

/** Stops a product, or a batch of it. The same request again is answered as the first; another of the same id is refused. */
export function publishSaleStop(
  context: ServerContext,
  request: SaleStopRequest,
  operatorId: string,
): Promise<SaleStopChanged> {
  return appendFacts<SaleStopChanged>(context, async (tx): Promise<Decided> => {
    const known = await stopOf(tx, request.stopId);
    if (known) {
      const { status: _, stoppedAt: __, stoppedBy: ___, lifted: ____, ...asked } = known;
      return refusedOr(isSame(asked, request) ? { ok: true, stop: known } : { ok: false, code: 'sale-stop-changed' });
    }
    const { variantId } = request;
    const query = tx.db.selectFrom('variant').select('variant_id').where('variant_id', '=', variantId);
    if (!(await query.executeTakeFirst())) return refusedOr({ ok: false, code: 'variant-unknown' });
    const stop: SaleStopPublished = {
      ...request,
      status: 'active',
      stoppedAt: context.now().toISOString(),
      stoppedBy: operatorId,
    };
    return published(stop, operatorId);
  });
}

/** Ends a stop; one that is over stays as it was ended first. */
export function liftSaleStop(context: ServerContext, stopId: string, operatorId: string): Promise<SaleStopChanged> {
  return appendFacts<SaleStopChanged>(context, async (tx): Promise<Decided> => {
    const known = await stopOf(tx, stopId);
    if (!known) return refusedOr({ ok: false, code: 'not-found' });
    if (known.status === 'lifted') return refusedOr({ ok: true, stop: known });
    const lifted = { at: context.now().toISOString(), by: operatorId };
    return published({ ...known, status: 'lifted', lifted }, operatorId);
  });
}

function refusedOr(answer: SaleStopChanged): Decided {
  return { facts: [], answer };
}

function published(stop: SaleStopPublished, operatorId: string): Decided {
  return { facts: [{ kind: 'sale-stop.published', payload: stop, operatorId }], answer: { ok: true, stop } };
}

async function stopOf({ db }: SqlIngestTransaction, stopId: string): Promise<SaleStopPublished | undefined> {
  const row = await db.selectFrom('sale_stop').select('stop').where('stop_id', '=', stopId).executeTakeFirst();
  return row?.stop;
}
