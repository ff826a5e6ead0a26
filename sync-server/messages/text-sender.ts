import type { ServerContext } from '#sync-server/context.ts';
import { markFailed, markSent, type QueuedMail, takeDue } from '#sync-server/mail/mail-queue.ts';
import { type Mailer, openSendLoop } from '#sync-server/mail/send-loop.ts';
import type { MessagePort } from './message-port.ts';
import { readMessage } from './read-message.ts';
import { fulfilmentText } from './write-message.ts';

const AT_ONCE = 10;

/** Sends texts to phones, each at least once; one that was sent twice has the same id. */
export function openTextSender(context: ServerContext, port: MessagePort): Mailer {
  async function send(mail: QueuedMail): Promise<void> {
    const sent = await trySend(mail);
    if (sent.ok) await markSent(context.db, mail, context.now());
    else await markFailed(context.db, mail, context.now(), sent);
  }

  async function trySend({ journalId, seq, content }: QueuedMail) {
    if (content.kind !== 'fulfilment') return { ok: false, reason: 'this is no text', forGood: true } as const;
    const read = await readMessage(context.db, { journalId, seq, ...content });
    if (!read.ok) return read;
    const { reach } = read.message;
    if (reach.medium !== 'text') return { ok: false, reason: 'the number is gone', forGood: true } as const;
    return port.send({ messageId: `${journalId}.${seq}`, to: reach.to, text: fulfilmentText(read.message) });
  }

  return openSendLoop('Texts', async () => {
    for (;;) {
      const due = await takeDue(context.db, context.now(), AT_ONCE, 'text');
      if (due.length === 0) return;
      for (const mail of due) await send(mail);
    }
  });
}
