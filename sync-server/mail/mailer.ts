import { createTransport } from 'nodemailer';
import type { ServerContext } from '#sync-server/context.ts';
import { readTexts } from '#sync-server/db/vault.ts';
import { pickupQr } from '#sync-server/fulfilment/pickup-qr.ts';
import { type MailContent, markFailed, markSent, type QueuedMail, takeDue } from '#sync-server/mail/mail-queue.ts';
import { type PurchaseOrderMail, purchaseOrderMail } from '#sync-server/mail/purchase-order-mail.ts';
import { type ReceiptMail, receiptMail } from '#sync-server/mail/receipt-mail.ts';
import { type Mailer, openSendLoop } from '#sync-server/mail/send-loop.ts';
import { readMessage } from '#sync-server/messages/read-message.ts';
import { type FulfilmentMail, fulfilmentMail } from '#sync-server/messages/write-message.ts';
import { readPurchaseOrderFile } from '#sync-server/views/purchase-order-file.ts';
import { readOrder } from '#sync-server/views/read-order.ts';

/** Where mail goes: `smtp://user:password@host:587` or `smtps://…`, and whom it is from. */
export interface MailSettings {
  smtpUrl: string;
  from: string;
}

const AT_ONCE = 10;
const TIMEOUT_MS = 30_000;

/** Sends receipts that customers asked for, purchase orders to suppliers, and what becomes of online orders. Each is sent at least once; a mail that was sent twice has the same Message-ID. */
export function openMailer(context: ServerContext, { smtpUrl, from }: MailSettings): Mailer {
  const timeouts = { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS };
  const transport = createTransport({ url: smtpUrl, ...timeouts, disableFileAccess: true, disableUrlAccess: true });

  async function send(mail: QueuedMail): Promise<void> {
    const message = await messageOf(context, mail);
    if (!message.ok) return markFailed(context.db, mail, context.now(), message);
    try {
      await transport.sendMail({ from, ...message.mail });
      await markSent(context.db, mail, context.now());
    } catch (error) {
      await markFailed(context.db, mail, context.now(), faultOf(error));
    }
  }

  const loop = openSendLoop('E-mail', async () => {
    for (;;) {
      const due = await takeDue(context.db, context.now(), AT_ONCE);
      if (due.length === 0) return;
      for (const mail of due) await send(mail);
    }
  });
  return {
    ...loop,
    async close() {
      await loop.close();
      transport.close();
    },
  };
}

type Content = Pick<ReceiptMail, 'html'> & {
  attachments: PurchaseOrderMail['attachments'] | FulfilmentMail['attachments'];
};
type Message =
  | { ok: true; mail: { to: string; messageId: string; subject: string; text: string } & Partial<Content> }
  | { ok: false; reason: string; forGood: boolean };

/** What is no address reaches no mail server, which might take it for two. */
const ADDRESS = /^[^\s@<>,;"]+@[^\s@<>,;"]+$/;
const NO_ADDRESS = { ok: false, reason: 'this is no e-mail address', forGood: true } as const;

function messageOf(context: ServerContext, { journalId, seq, content }: QueuedMail): Promise<Message> {
  if (content.kind === 'receipt') return receiptMessage(context, `<${journalId}.${seq}@receipts.omnitill>`, content);
  if (content.kind === 'fulfilment') return fulfilmentMessage(context, { journalId, seq, ...content });
  return orderMessage(context, `<${journalId}.${seq}@orders.omnitill>`, content);
}

async function fulfilmentMessage(
  { db, keys }: ServerContext,
  named: { journalId: string; seq: number } & Extract<MailContent, { kind: 'fulfilment' }>,
): Promise<Message> {
  const read = await readMessage(db, named);
  if (!read.ok) return read;
  const { reach, fulfilmentId, number, code } = read.message;
  if (reach.medium !== 'e-mail' || !ADDRESS.test(reach.to)) return NO_ADDRESS;
  const qr = code === null ? null : pickupQr(keys, { fulfilmentId, number });
  const messageId = `<${named.journalId}.${named.seq}.${named.message}@orders.omnitill>`;
  return { ok: true, mail: { to: reach.to, messageId, ...(await fulfilmentMail(read.message, qr)) } };
}

async function orderMessage(
  { db }: ServerContext,
  messageId: string,
  { purchaseOrderId, to }: Extract<MailContent, { kind: 'purchase-order' }>,
): Promise<Message> {
  if (!ADDRESS.test(to)) return NO_ADDRESS;
  const file = await readPurchaseOrderFile(db, purchaseOrderId);
  if (!file) return { ok: false, reason: 'the order is not here', forGood: true };
  return { ok: true, mail: { to, messageId, ...purchaseOrderMail(file) } };
}

async function receiptMessage(
  { db }: ServerContext,
  messageId: string,
  { orderId, addressId, copy, form }: Extract<MailContent, { kind: 'receipt' }>,
): Promise<Message> {
  const to = (await readTexts(db, [addressId])).get(addressId)?.trim();
  if (to === undefined) return { ok: false, reason: 'the address is not here (yet)', forGood: false };
  if (!ADDRESS.test(to)) return NO_ADDRESS;
  const answer = await readOrder(db, orderId);
  if (!answer) return { ok: false, reason: 'the order is not here (yet)', forGood: false };
  const { settings } = await db
    .selectFrom('store')
    .select('settings')
    .where('store_id', '=', answer.storeId)
    .executeTakeFirstOrThrow();
  const content = receiptMail({ store: settings, order: answer.order, at: answer.at, copy, form });
  return { ok: true, mail: { to, messageId, ...content } };
}

/** An answer of 5xx is final (RFC 5321, section 4.2.1), except to a wrong login, which somebody will put right. */
function faultOf(error: unknown): { reason: string; forGood: boolean } {
  const { message, code, responseCode } = error as { message?: string; code?: string; responseCode?: number };
  const forGood = code === 'EENVELOPE' && responseCode !== undefined && responseCode >= 500;
  return { reason: message ?? String(error), forGood };
}
