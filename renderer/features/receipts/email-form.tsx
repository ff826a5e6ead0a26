import { Mail } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import type { PayloadOf } from '#contracts/facts/kinds.ts';
import type { Fault, HostApi } from '#contracts/ipc/host.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import css from './email-form.module.css';

/** Sends a receipt by e-mail: the address goes to the vault, the wish to the journal, and the server sends it when it can. */
export function EmailForm({ orderId }: { orderId: string }) {
  const { t } = useTranslation();
  const { host, play } = useTill();
  const [address, setAddress] = useState('');
  const [state, setState] = useState<{ at: 'typing' | 'busy' | 'queued' } | { at: 'failed'; fault: Fault }>({
    at: 'typing',
  });
  const ready = isAddress(address) && state.at !== 'busy';

  async function send(): Promise<void> {
    if (!ready) return play('wrong');
    setState({ at: 'busy' });
    const fault = await emailReceipt(host, orderId, address.trim());
    setState(fault ? { at: 'failed', fault } : { at: 'queued' });
    if (!fault) setAddress('');
  }

  return (
    <div className={css.form}>
      <div className={css.pair}>
        <TextField
          size="lg"
          type="email"
          label={t('receipts.address')}
          placeholder={t('receipts.addressHint')}
          value={address}
          onText={(text) => {
            setAddress(text);
            setState({ at: 'typing' });
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            void send();
          }}
          maxLength={254}
          data-testid="email-address"
        />
        <Action icon={Mail} size="lg" disabled={!ready} onClick={() => void send()} data-testid="email-send">
          {t('receipts.email')}
        </Action>
      </div>
      {state.at === 'queued' && (
        <Notice tone="ok" code="email-queued" title={t('receipts.queued')} next={t('receipts.queuedNext')} />
      )}
      {state.at === 'failed' && <Notice {...errorWords(t, state.fault.code)} />}
    </div>
  );
}

/** Puts the address into the vault and journals that the receipt is to be sent there. Answers why not. */
export async function emailReceipt(host: HostApi, orderId: string, address: string): Promise<Fault | null> {
  const addressId = uuid();
  const put = await attempt(host, 'vault.put', { subjectId: addressId, text: address });
  if (!put.ok) return put.fault;
  const payload: PayloadOf<'receipt.issued'> = { orderId, how: 'e-mailed', copy: 0, addressId };
  const draft = { id: uuid(), kind: 'receipt.issued', version: 1, payload };
  const answer = await attempt(host, 'journal.append', { drafts: [draft] });
  return answer.ok ? null : answer.fault;
}

/** Whether it can be an address at all; the server's mail says the rest. */
export function isAddress(text: string): boolean {
  return /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text.trim());
}
