import type { HostOutput } from '#contracts/ipc/host.ts';
import { parseJson } from '#contracts/schema.ts';
import type { JournalKey } from '#contracts/views/register-config.ts';
import { SignedReceipt } from '#contracts/views/signed-receipt.ts';
import type { Envelope } from '#domain/journal/envelope.ts';
import type { Order } from '#domain/order/order.ts';
import { receiptText } from '#domain/receipt/receipt-text.ts';
import { amountWithTax } from '#domain/tax/amount-with-tax.ts';
import type { Sign } from '#electron/host/journal/compose-line.ts';
import { hashOf, isSigned } from '#electron/host/signed-text.ts';

/** A QR code of more characters becomes too fine for a receipt printer: then the code names the ticket without its lines. */
const CODE_LENGTH_MAX = 900;
const PREFIX = 'OT1';

/**
 * The code that proves what a ticket was: `OT1.<payload>.<signature>`, payload the base64url JSON of a `SignedReceipt`, signature
 * Ed25519 of the journal's key over the 32 bytes of SHA-256 of `OT1.<payload>`, base64url.
 */
export function receiptCode(fact: Envelope, sign: Sign): string {
  const order = fact.payload as Order;
  const ticket: SignedReceipt = {
    journalId: fact.journalId,
    orderId: fact.id,
    receipt: receiptText(order.receipt),
    at: fact.at,
    currency: order.currency,
    total: order.total,
    // What is left for later comes back as far as the server says, and not by its code.
    lines: order.lines
      .filter(({ deliveryId }) => deliveryId === undefined)
      .map((line) => [line.id, line.variantId, line.quantity, amountWithTax(order, line)]),
  };
  const code = signed(ticket, sign);
  return code.length <= CODE_LENGTH_MAX ? code : signed({ ...ticket, lines: [] }, sign);
}

function signed(ticket: SignedReceipt, sign: Sign): string {
  const text = `${PREFIX}.${Buffer.from(JSON.stringify(ticket), 'utf8').toString('base64url')}`;
  return `${text}.${sign(hashOf(text))}`;
}

/** What a code says, once the key of the journal it names has proven it. A key that was revoked proves nothing. */
export function verifyReceiptCode(code: string, keys: readonly JournalKey[]): HostOutput<'receipt.verify'> {
  const [prefix, payload, signature, ...rest] = code.trim().split('.');
  if (prefix !== PREFIX || !payload || !signature || rest.length > 0) return invalid('not a receipt code');
  const ticket = parseJson(SignedReceipt, Buffer.from(payload, 'base64url').toString('utf8'));
  if (!ticket.ok) return invalid(`${ticket.at} ${ticket.message}`);
  const key = keys.find(({ journalId }) => journalId === ticket.value.journalId);
  if (!key) return invalid('of a journal that is not known here');
  if (key.revoked) return invalid('its key was revoked');
  if (!isSigned(`${prefix}.${payload}`, signature, key.publicKey)) return invalid('its signature does not fit');
  return { ok: true, receipt: ticket.value };
}

function invalid(detail: string): HostOutput<'receipt.verify'> {
  return { ok: false, fault: { code: 'receipt-code-invalid', detail } };
}
