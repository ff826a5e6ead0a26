import { type Kysely, sql } from 'kysely';
import type { PurchaseOrderPublished, SupplierPublished } from '#contracts/facts/stock-facts.ts';
import type { PurchaseOrderAnswer, PurchaseOrderChange, PurchaseOrderDraft } from '#contracts/http/stock.ts';
import { mayBecome, purchaseOrderFaults } from '#domain/stock/purchase-order.ts';
import { isSame } from '#sync-server/commands/is-same.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { purchaseOrdersOf } from '#sync-server/db/look-up-purchase-orders.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { appendFacts } from '#sync-server/ingest/append-facts.ts';

export type PurchaseOrderResult =
  | { ok: true; answer: PurchaseOrderAnswer }
  | { ok: false; code: 'not-found' | 'change-conflict' | 'order-not-changeable' };

type Faults = Extract<PurchaseOrderAnswer, { ok: false }>['faults'];

/**
 * Makes or changes a purchase order that is still as it was when it was changed. It is sent only as its supplier takes it. The
 * same change once more, whose first answer was lost, changes nothing and sends no second e-mail.
 */
export function publishPurchaseOrder(
  context: ServerContext,
  change: PurchaseOrderChange,
  operatorId: string | null,
): Promise<PurchaseOrderResult> {
  const { order: draft, revision, mail = false } = change;
  return appendFacts<PurchaseOrderResult>(context, async ({ db }) => {
    const refuse = (answer: PurchaseOrderResult) => ({ facts: [], answer });
    const ground = await readGround(db, draft);
    if (!ground) return refuse({ ok: false, code: 'not-found' });
    const { before, supplier, hasCome } = ground;
    if (before && before.revision === revision + 1 && isSame(draftOf(before.order), draft)) {
      return refuse({ ok: true, answer: { ok: true, revision: before.revision, number: before.order.number } });
    }
    if ((before?.revision ?? 0) !== revision) return refuse({ ok: false, code: 'change-conflict' });
    const isAllowed =
      mayBecome(before?.order.status ?? null, draft.status, hasCome) && keepsWhatWasSent(before?.order, draft);
    if (!isAllowed) return refuse({ ok: false, code: 'order-not-changeable' });
    const isSending = draft.status === 'sent' && (before?.order.status !== 'sent' || mail);
    const faults = isSending
      ? [...purchaseOrderFaults(draft.lines, supplier), ...mailFaults(context, supplier, mail)]
      : [];
    if (faults.length > 0) return refuse({ ok: true, answer: { ok: false, faults } });
    const number = before?.order.number ?? (await nextNumber(db));
    const mailTo = isSending && mail && supplier.email ? { mailTo: supplier.email } : {};
    return {
      facts: [{ kind: 'purchase-order.published', payload: { ...draft, number, ...mailTo }, operatorId }],
      answer: { ok: true, answer: { ok: true, revision: revision + 1, number } },
    };
  });
}

interface Ground {
  before: { revision: number; order: PurchaseOrderPublished } | null;
  supplier: SupplierPublished;
  hasCome: boolean;
}

/** The order as it stands, which no delivery changes meanwhile, and its supplier; null where there is no such supplier or location. */
async function readGround(db: Kysely<Tables>, draft: PurchaseOrderDraft): Promise<Ground | null> {
  const { purchaseOrderId, supplierId, locationId } = draft;
  const known = (await purchaseOrdersOf(db, new Set([purchaseOrderId]))).get(purchaseOrderId);
  const row = await db
    .selectFrom('purchase_order')
    .select(['revision', 'status', 'body'])
    .where('purchase_order_id', '=', purchaseOrderId)
    .executeTakeFirst();
  const supplier = await db
    .selectFrom('supplier')
    .select('supplier')
    .where('supplier_id', '=', supplierId)
    .executeTakeFirst();
  const store = await db
    .selectFrom('store')
    .select('store_id')
    .where('location_id', '=', locationId)
    .executeTakeFirst();
  if (!supplier || !store) return null;
  return {
    before: row ? { revision: row.revision, order: { ...row.body, status: row.status } } : null,
    supplier: supplier.supplier,
    hasCome: [...(known?.lines.values() ?? [])].some(({ received }) => received > 0),
  };
}

function draftOf({ number, mailTo, ...draft }: PurchaseOrderPublished): PurchaseOrderDraft {
  return draft;
}

/** What a supplier was sent stays as it was, except when it is expected and what is noted about it. */
function keepsWhatWasSent(before: PurchaseOrderPublished | undefined, after: PurchaseOrderDraft): boolean {
  if (!before || before.status === 'draft') return true;
  const { supplierId, locationId, lines } = after;
  return before.supplierId === supplierId && before.locationId === locationId && isSame(before.lines, lines);
}

function mailFaults(context: ServerContext, { email }: SupplierPublished, mail: boolean): Faults {
  if (!mail) return [];
  const whole = { variantId: null, needed: null };
  if (context.mail === 'off') return [{ code: 'mail-off', ...whole }];
  return email === undefined ? [{ code: 'supplier-email-missing', ...whole }] : [];
}

/** Commands happen one after another, so that no two orders get the same. */
async function nextNumber(db: Kysely<Tables>): Promise<number> {
  const { rows } = await sql<{
    number: number;
  }>`select coalesce(max(number), 0)::int8 + 1 as number from purchase_order`.execute(db);
  return rows[0]?.number ?? 1;
}
