import { Undo2, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { HostStatus } from '#contracts/ipc/host.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { PrintNotice } from '#renderer/features/receipts/print-notice.tsx';
import { Action, IconAction } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import type { Sale, SaleView } from './sale.ts';
import css from './sell-notices.module.css';

/** How many notices are shown. */
export function noticeCount({ cart, settled, notice, removed }: SaleView, status: HostStatus): number {
  return [cart && !settled, notice, removed, status.printer.jobs.some((job) => job.state === 'failed')].filter(Boolean)
    .length;
}

interface SellNoticesProps {
  sale: Sale;
  view: SaleView;
  status: HostStatus;
  onUnlisted: (code: string) => void;
}

/** What the cashier should know now, over the foot of the cart: nothing moves because of it and nothing waits for it. */
export function SellNotices({ sale, view, status, onUnlisted }: SellNoticesProps) {
  const { t } = useTranslation();
  const { cart, settled, notice, removed } = view;
  return (
    <div className={css.notices}>
      <PrintNotice status={status} />
      {cart && !settled && <Notice {...errorWords(t, 'tax-category-unknown')} />}
      {notice && (
        <Notice {...errorWords(t, notice.code, notice.params)}>
          {notice.code === 'barcode-unknown' && (
            <Action hint="F4" onClick={() => onUnlisted(String(notice.params.text))} data-testid="notice-unlisted">
              {t('sell.unlisted')}
            </Action>
          )}
          <IconAction
            icon={X}
            label={t('app.dismiss')}
            onClick={() => sale.notify(null)}
            data-testid="notice-dismiss"
          />
        </Notice>
      )}
      {removed && (
        <Notice
          tone="info"
          code="removed"
          title={removed.kind === 'line' ? t('sell.removed', { name: removed.line.name }) : t('sell.cleared')}
        >
          <Action icon={Undo2} hint="Ctrl Z" onClick={() => sale.edit({ type: 'undo' })} data-testid="undo">
            {t('sell.undo')}
          </Action>
        </Notice>
      )}
    </div>
  );
}
