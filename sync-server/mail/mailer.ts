import { createTransport } from 'nodemailer';
import type { ServerContext } from '#sync-server/context.ts';
import { readTexts } from '#sync-server/db/vault.ts';
import { markFailed, markSent, type QueuedMail, takeDue } from '#sync-server/mail/mail-queue.ts';
import { receiptMail } from '#sync-server/mail/receipt-mail.ts';
import { readOrder } from '#sync-server/views/read-order.ts';

/** Where mail goes: `smtp://user:password@host:587` or `smtps://…`, and whom it is from. */
export interface MailSettings {
  smtpUrl: string;
  from: string;
}

export interface Mailer {
  /** Tries once what is due now; resolves when all of it was tried. */
  sendDue(): Promise<void>;
  /** Looks for what is due every few seconds, until closed. */
  start(): void;
  close(): Promise<void>;
}

const EVERY_MS = 5000;
const AT_ONCE = 10;
const TIMEOUT_MS = 30_000;

/** Sends receipts that customers asked for. Each is sent at least once; a mail that was sent twice has the same Message-ID. */
export function openMailer(context: ServerContext, { smtpUrl, from }: MailSettings): Mailer {
  const timeouts = { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS };
  const transport = createTransport({ url: smtpUrl, ...timeouts, disableFileAccess: true, disableUrlAccess: true });
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

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

  async function sendAll(): Promise<void> {
    for (;;) {
      const due = await takeDue(context.db, context.now(), AT_ONCE);
      if (due.length === 0) return;
      for (const mail of due) await send(mail);
    }
  }

  const sendDue = () => {
    running = running.then(sendAll);
    return running;
  };
  const look = () => {
    sendDue().catch((error: unknown) => {
      running = Promise.resolve();
      process.stderr.write(`Receipts by e-mail: ${String(error)}\n`);
    });
  };
  return {
    sendDue,
    start() {
      timer = setInterval(look, EVERY_MS);
      look();
    },
    async close() {
      clearInterval(timer);
      await running.catch(() => undefined);
      transport.close();
    },
  };
}

type Message =
  | { ok: true; mail: { to: string; messageId: string; subject: string; text: string; html: string } }
  | { ok: false; reason: string; forGood: boolean };

async function messageOf({ db }: ServerContext, mail: QueuedMail): Promise<Message> {
  const { journalId, seq, orderId, addressId, copy, form } = mail;
  const to = (await readTexts(db, [addressId])).get(addressId)?.trim();
  if (to === undefined) return { ok: false, reason: 'the address is not here (yet)', forGood: false };
  if (!/^[^\s@<>,;"]+@[^\s@<>,;"]+$/.test(to)) return { ok: false, reason: 'this is no e-mail address', forGood: true };
  const answer = await readOrder(db, orderId);
  if (!answer) return { ok: false, reason: 'the order is not here (yet)', forGood: false };
  const { settings } = await db
    .selectFrom('store')
    .select('settings')
    .where('store_id', '=', answer.storeId)
    .executeTakeFirstOrThrow();
  const content = receiptMail({ store: settings, order: answer.order, at: answer.at, copy, form });
  return { ok: true, mail: { to, messageId: `<${journalId}.${seq}@receipts.omnitill>`, ...content } };
}

/** An answer of 5xx is final (RFC 5321, section 4.2.1), except to a wrong login, which somebody will put right. */
function faultOf(error: unknown): { reason: string; forGood: boolean } {
  const { message, code, responseCode } = error as { message?: string; code?: string; responseCode?: number };
  const forGood = code === 'EENVELOPE' && responseCode !== undefined && responseCode >= 500;
  return { reason: message ?? String(error), forGood };
}
