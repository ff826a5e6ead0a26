import { type Kysely, sql } from 'kysely';
import type { Tables } from '#sync-server/db/tables.ts';
import type { MessageKind } from '#sync-server/messages/queue-messages.ts';

/** What a mail is of: a receipt that somebody asked for, a purchase order, or what becomes of an online order. */
export type MailContent =
  | { kind: 'receipt'; orderId: string; addressId: string; copy: number; form: 'receipt' | 'gift' }
  | { kind: 'purchase-order'; purchaseOrderId: string; to: string }
  | { kind: 'fulfilment'; fulfilmentId: string; message: MessageKind };

/** A mail that is to be sent. */
export interface QueuedMail {
  journalId: string;
  seq: number;
  attempts: number;
  content: MailContent;
}

/** Longer than an attempt may take: one that was cut short is taken up again after it. */
const ATTEMPT_MS = 5 * 60_000;
const FIRST_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 6 * 3_600_000;
/** With the waits doubling that is after about two days. */
const ATTEMPTS_MAX = 16;

/** Takes what is due by e-mail, or as a text to a phone, the longest waiting first, so that no other process of the server sends it meanwhile. */
export async function takeDue(
  db: Kysely<Tables>,
  now: Date,
  limit: number,
  medium: 'e-mail' | 'text' = 'e-mail',
): Promise<QueuedMail[]> {
  const until = new Date(now.getTime() + ATTEMPT_MS).toISOString();
  const { rows } = await sql<MailRow>`
    update mail set attempts = attempts + 1, due_at = ${until}::timestamptz
    where (journal_id, seq) in (
      select journal_id, seq from mail where status = 'waiting' and medium = ${medium}
        and due_at <= ${now.toISOString()}::timestamptz
      order by due_at limit ${limit} for update skip locked)
    returning journal_id, seq, order_id, address_id, purchase_order_id, mail_to, fulfilment_id, message, attempts, copy,
      form`.execute(db);
  return rows.map((row) => {
    return { journalId: row.journal_id, seq: row.seq, attempts: row.attempts, content: contentOf(row) };
  });
}

interface MailRow {
  journal_id: string;
  seq: number;
  order_id: string | null;
  address_id: string | null;
  purchase_order_id: string | null;
  mail_to: string | null;
  fulfilment_id: string | null;
  message: MessageKind | null;
  attempts: number;
  copy: number;
  form: 'receipt' | 'gift';
}

function contentOf({ order_id, address_id, purchase_order_id, mail_to, copy, form, ...row }: MailRow): MailContent {
  if (row.fulfilment_id !== null && row.message !== null) {
    return { kind: 'fulfilment', fulfilmentId: row.fulfilment_id, message: row.message };
  }
  if (purchase_order_id !== null) {
    return { kind: 'purchase-order', purchaseOrderId: purchase_order_id, to: mail_to ?? '' };
  }
  return { kind: 'receipt', orderId: order_id ?? '', addressId: address_id ?? '', copy, form };
}

export async function markSent(db: Kysely<Tables>, { journalId, seq }: QueuedMail, now: Date): Promise<void> {
  await db
    .updateTable('mail')
    .set({ status: 'sent', sent_at: now.toISOString(), last_error: null })
    .where('journal_id', '=', journalId)
    .where('seq', '=', seq)
    .execute();
}

/** Puts it back, each time for twice as long; at last, or when trying again can't help (`forGood`), it is given up. */
export async function markFailed(
  db: Kysely<Tables>,
  { journalId, seq, attempts }: QueuedMail,
  now: Date,
  { reason, forGood }: { reason: string; forGood: boolean },
): Promise<void> {
  const waitMs = Math.min(FIRST_WAIT_MS * 2 ** (attempts - 1), LONGEST_WAIT_MS);
  await db
    .updateTable('mail')
    .set({
      status: forGood || attempts >= ATTEMPTS_MAX ? 'failed' : 'waiting',
      due_at: new Date(now.getTime() + waitMs).toISOString(),
      last_error: reason.slice(0, 500),
    })
    .where('journal_id', '=', journalId)
    .where('seq', '=', seq)
    .execute();
}
