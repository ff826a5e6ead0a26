import { ArrowLeft, Globe, Package, ReceiptText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ExceptionRow } from '#contracts/http/exceptions.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { operatorName } from '#renderer/app/names.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import css from '#renderer/features/reports/reports.module.css';
import { useReports } from '#renderer/features/reports/reports-context.ts';
import { useFormKeys } from '#renderer/features/saving/use-form-keys.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { choiceWords, stakeWords } from './exception-words.ts';
import { SettleForm } from './settle-form.tsx';

interface ExceptionViewProps {
  row: ExceptionRow;
  onLeave: () => void;
}

/** One exception: what happened and why, what it is about, what is safe to do, and what was decided or is to be. */
export function ExceptionView({ row, onLeave }: ExceptionViewProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { config, may, onGo } = useReports();
  useFormKeys(onLeave);
  const words = errorWords(t, row.code);
  const { receipt, variantId, order } = row.about;
  const { settled } = row;
  const said = Object.entries(row.detail).filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value));
  return (
    <section className={css.exceptionView} data-testid="exception" data-code={row.code} data-status={row.status}>
      <div className={css.chips}>
        <Action tone="quiet" icon={ArrowLeft} hint="Esc" onClick={onLeave} data-testid="exception-leave">
          {t('shift.back')}
        </Action>
      </div>
      <div className={css.exceptionHead}>
        <h2 className={css.heading}>{words.title}</h2>
        {row.amount !== null && <span className={css.stake}>{stakeWords(formats, row, row.amount)}</span>}
      </div>
      <p className={css.steps}>{words.next}</p>
      <p className={css.small}>
        {row.storeName} · {formats.dateTime(row.openedAt)}
        {row.times > 1 && ` · ${t('reports.exceptions.times', { count: row.times })}`}
      </p>
      <div className={css.chips}>
        {receipt !== undefined && (
          <Action
            icon={ReceiptText}
            onClick={() => onGo({ to: 'receipt', number: receipt })}
            data-testid="exception-receipt"
          >
            {t('reports.exceptions.openReceipt', { number: receipt })}
          </Action>
        )}
        {order !== undefined && may('online-orders') && (
          <Action
            icon={Globe}
            onClick={() => onGo({ to: 'office', id: 'online-orders', opened: order.orderId })}
            data-testid="exception-order"
          >
            {t('reports.exceptions.openOrder', { number: order.number })}
          </Action>
        )}
        {variantId !== undefined && may('stock') && (
          <Action
            icon={Package}
            onClick={() => onGo({ to: 'stock', task: { section: 'product', subject: variantId } })}
            data-testid="exception-product"
          >
            {t('reports.exceptions.openProduct')}
          </Action>
        )}
      </div>
      {said.length > 0 && (
        <details>
          <summary>{t('reports.exceptions.detail')}</summary>
          <p className={css.small} data-selectable>
            {row.code}
            {said.map(([name, value]) => ` · ${name} ${String(value)}`)}
          </p>
        </details>
      )}
      {settled && (
        <Notice
          tone="ok"
          code="exception-settled"
          title={t('reports.exceptions.settledAs', {
            choice: choiceWords(t, settled.choice),
            by: settled.by ? operatorName(config, settled.by) : t('reports.exceptions.byItself'),
            at: formats.dateTime(settled.at),
          })}
          next={settled.note}
        />
      )}
      {!settled &&
        (may('exceptions') ? (
          <SettleForm row={row} onLeave={onLeave} />
        ) : (
          <Notice tone="info" title={t('reports.exceptions.mayNot')} next={t('reports.exceptions.mayNotNext')} />
        ))}
    </section>
  );
}
