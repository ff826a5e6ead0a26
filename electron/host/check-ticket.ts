import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { Fault } from '#contracts/ipc/host.ts';
import type { HostConfig } from '#contracts/views/register-config.ts';
import { cashPolicy } from '#contracts/views/store-policy.ts';
import { taxRulesOfVersion } from '#contracts/views/tax-rules-at.ts';
import { checkOrder } from '#domain/order/check-order.ts';
import type { Order, OrderDraft } from '#domain/order/order.ts';

/** Its number is given by the journal. */
const UNNUMBERED: Order['receipt'] = { series: '-', number: 1 };

/**
 * Why a window's ticket, which fits its schema, is not what it says it is: its figures do not add up, or do not follow from
 * what was sold by the tax rules that it names (a ticket settled by rules that are not known here is left to the server).
 * What comes back undoes the rounding of its day, so that only a sale's is measured. Null for any other draft.
 */
export function ticketFault({ kind, payload }: FactDraft, known: HostConfig | null): Fault | null {
  if (kind !== 'order.completed' || !known) return null;
  const order = { receipt: UNNUMBERED, ...(payload as OrderDraft) };
  const { store } = known.config;
  if (order.currency !== store.currency.code) return invalid(`currency: ${order.currency}`);
  const rules = taxRulesOfVersion(known.config, order.taxVersion);
  const [first] = checkOrder(order, rules, order.returns ? undefined : cashPolicy(store));
  return first ? invalid(`${first.code} ${first.where}: ${first.found} for ${first.expected}`) : null;
}

function invalid(detail: string): Fault {
  return { code: 'draft-invalid', detail };
}
