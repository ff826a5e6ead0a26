import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { HistoryRow } from '#contracts/http/members.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { isoDigits } from '#domain/money/currency-digits.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { moneyIn } from '#renderer/app/money-in.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import rowCss from '#renderer/features/returns/ticket-finder.module.css';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { useMemberHistory } from './use-member-history.ts';

interface MemberHistoryProps {
  memberId: string;
  config: RegisterConfig;
  onReceipt: (number: string) => void;
  /** Null for whoever may not see online orders. */
  onOrder: ((orderId: string) => void) | null;
}

/** What a member bought in all stores and online, newest first; each opens. Without a network, what this till sold them. */
export function MemberHistory({ memberId, config, onReceipt, onOrder }: MemberHistoryProps) {
  const { t } = useTranslation();
  const past = useMemberHistory(memberId, config.store.name);
  if (!past) return null;
  const { rows, next, refusal, more } = past;
  return (
    <section className={sheet.section} data-testid="member-history">
      <h2 className={sheet.heading}>{t('members.history.title')}</h2>
      {refusal?.offline && (
        <Notice
          tone="warn"
          code="history-own-only"
          title={t('members.history.ownOnly')}
          next={t('members.history.ownOnlyNext')}
        />
      )}
      {refusal && !refusal.offline && <Notice {...errorWords(t, refusal.code)} />}
      {rows.length === 0 && <p className={sheet.hint}>{t('members.history.none')}</p>}
      <ul className={rowCss.rows}>
        {rows.map((row) => (
          <li key={row.orderId}>
            <HistoryEntry row={row} onReceipt={onReceipt} onOrder={onOrder} />
          </li>
        ))}
      </ul>
      {next !== null && (
        <div className={sheet.actions}>
          <Action onClick={more} data-testid="member-history-more">
            {t('members.history.more')}
          </Action>
        </div>
      )}
    </section>
  );
}

type EntryProps = { row: HistoryRow } & Pick<MemberHistoryProps, 'onReceipt' | 'onOrder'>;

function HistoryEntry({ row, onReceipt, onOrder }: EntryProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { kind, orderId, number, at, place, first, items, currency } = row;
  const total = moneyIn(formats, { code: currency, digits: isoDigits(currency) }, row.total);
  const isOnline = kind === 'online-order';
  return (
    <UnstyledButton
      type="button"
      className={rowCss.row}
      disabled={isOnline && onOrder === null}
      onClick={() => (isOnline ? onOrder?.(orderId) : onReceipt(number))}
      data-testid="member-bought"
      data-kind={kind}
      data-number={number}
    >
      <span className={rowCss.number}>{isOnline ? t('members.history.online', { number }) : number}</span>
      <span className={rowCss.time}>
        {formats.dateTime(at)} · {place}
      </span>
      <span className={rowCss.first}>{first}</span>
      <span className={rowCss.items}>{t('receipts.lines', { count: items })}</span>
      <span className={rowCss.amount}>{total}</span>
    </UnstyledButton>
  );
}
