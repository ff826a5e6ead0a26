import type { TSchema } from 'typebox';
import { dated } from '#contracts/dated.ts';
import type { FactDraft } from '#contracts/facts/envelope.ts';
import { FACT_KINDS, type FactKind } from '#contracts/facts/kinds.ts';
import { OrderDraft } from '#contracts/facts/order-completed.ts';
import { PUSH_BYTES_MAX } from '#contracts/http/api.ts';
import type { Fault } from '#contracts/ipc/answer.ts';
import { parse } from '#contracts/schema.ts';
import { FULFILMENT_KINDS } from '#domain/fulfilment/fulfilment-permissions.ts';
import { accountPaymentOf } from '#domain/order/account-payment.ts';

/** Kinds a till's window witnesses. All others are the host's, or the server's. */
export const WINDOW_KINDS: ReadonlySet<string> = new Set<FactKind>([
  'order.completed',
  'order.placed',
  'sale.post-voided',
  'cart.opened',
  'line.voided',
  'cart.abandoned',
  'cart.parked',
  'cart.claimed',
  'restriction.checked',
  'problem.reported',
  'value.issued',
  'value.redeemed',
  'account.charged',
  'account.paid',
  'receipt.issued',
  'member.enrolled',
  'member.revised',
  'member.tagged',
  'case.opened',
  'case.changed',
  'consent.changed',
  'safe.counted',
  'bank.deposited',
  ...FULFILMENT_KINDS,
  'count.recorded',
  'stock.received',
  'stock.adjusted',
  'stock.sent',
  'stock.accepted',
  'stock.returned',
]);

/** What is witnessed on a device without a host: nothing that moves money. */
export const HOSTLESS_KINDS: ReadonlySet<string> = new Set<FactKind>([
  'problem.reported',
  ...FULFILMENT_KINDS,
  'member.enrolled',
  'member.revised',
  'member.tagged',
  'case.opened',
  'case.changed',
  'consent.changed',
  'count.recorded',
  'stock.received',
  'stock.adjusted',
  'stock.sent',
  'stock.accepted',
  'stock.returned',
]);

type OrderPayload = Parameters<typeof accountPaymentOf>[0];

/** A line is pushed whole; the rest of it, envelope, hash and signature, is below 2,000 bytes. */
const PAYLOAD_BYTES_MAX = PUSH_BYTES_MAX - 2000;

/** Why a window's draft may not be journalled: a kind it has no say in, an unknown version, a payload that does not fit or never could be sent. */
export function checkDraft(draft: FactDraft, kinds: ReadonlySet<string>): Fault | null {
  const { kind, version } = draft;
  if (!kinds.has(kind)) return invalid(`${kind} is not the window's to witness`);
  const schema = draftSchema(kind, version);
  if (!schema) return invalid(`${kind} version ${version} is not known`);
  const payload = parse(dated(schema), draft.payload);
  if (!payload.ok) return invalid(`${kind}${payload.at}: ${payload.message}`);
  if (kind === 'order.completed' && isEmptyTicket(draft.payload))
    return invalid('nothing is sold, nothing comes back, and no account is paid');
  const size = new TextEncoder().encode(JSON.stringify(draft.payload)).length;
  return size > PAYLOAD_BYTES_MAX ? invalid(`${kind}: ${size} bytes are more than a push can carry`) : null;
}

function isEmptyTicket(payload: unknown): boolean {
  const order = payload as OrderPayload;
  return order.lines.length === 0 && order.returns === undefined && accountPaymentOf(order) === null;
}

function draftSchema(kind: string, version: number): TSchema | undefined {
  if (kind === 'order.completed') return version === 1 ? OrderDraft : undefined;
  if (!Object.hasOwn(FACT_KINDS, kind)) return undefined;
  const versions: Readonly<Record<number, TSchema>> = FACT_KINDS[kind as FactKind];
  return versions[version];
}

function invalid(detail: string): Fault {
  return { code: 'draft-invalid', detail };
}
