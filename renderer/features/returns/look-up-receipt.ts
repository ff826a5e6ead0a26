import type { Fault, HostApi } from '#contracts/ipc/host.ts';
import type { TaxRules } from '#domain/tax/tax-rules.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { findTicket, findTickets } from '#renderer/features/returns/find-ticket.ts';
import { codeTicket, type SoldTicket } from '#renderer/features/returns/sold-ticket.ts';
import { scannedReceipt } from '#renderer/features/returns/ticket-query.ts';
import type { TillStore } from '#renderer/store/till-store.ts';

interface LookUp {
  host: HostApi;
  store: TillStore | null;
  /** The tax rules that were in force at an instant. */
  rulesAt(atIso: string): TaxRules;
}

/**
 * The ticket of what was scanned off a receipt: by its number, or by its signed code, which is proven first. A ticket that
 * neither this register nor the server knows is taken from the code itself.
 */
export async function lookUpReceipt(
  text: string,
  { host, store, rulesAt }: LookUp,
): Promise<{ ok: true; ticket: SoldTicket } | { ok: false; fault: Fault }> {
  const scanned = scannedReceipt(text);
  if (scanned.kind === 'number') {
    const { rows } = await findTickets({ receipt: scanned.receipt }, store);
    const [row] = rows;
    const ticket = row ? await findTicket(row.orderId, store) : null;
    return ticket ? { ok: true, ticket } : { ok: false, fault: { code: 'receipt-not-found' } };
  }
  const proven = await attempt(host, 'receipt.verify', { code: scanned.code });
  if (!proven.ok) return { ok: false, fault: proven.fault };
  const { receipt } = proven;
  const known = await findTicket(receipt.orderId, store);
  if (known) return { ok: true, ticket: known };
  const cards = (await store?.cards(receipt.lines.map(([, variantId]) => variantId))) ?? [];
  return { ok: true, ticket: codeTicket(receipt, cards, rulesAt(receipt.at), receipt.at.slice(0, 10)) };
}
