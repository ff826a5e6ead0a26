import { useTranslation } from 'react-i18next';
import { mayOf } from '#renderer/app/at-till.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { PrintNotice } from '#renderer/features/receipts/print-notice.tsx';
import { TransferSlip } from '#renderer/features/stock/transfer/transfer-slip.tsx';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { ArrivedLabels } from './arrived-labels.tsx';
import { filledLines } from './draft-lines.ts';
import type { Cards } from './use-cards.ts';
import css from './work.module.css';
import type { WorkStepProps } from './work-screen.tsx';

/** The work is told: what can be printed of it, and the way back. */
export function WorkDone({ work, cards, status, config, operatorId, onBack }: WorkStepProps & { cards: Cards }) {
  const { t } = useTranslation();
  const { play } = useTill();
  const { draft } = useStore(work.view);
  const { kind } = draft;
  const arrived = kind === 'receive' || kind === 'accept';
  useKeyLayer('screen', {
    onScan: () => play('wrong'),
    onKey(event) {
      if (event.key !== 'Escape' && (event.key !== 'F12' || event.repeat)) return false;
      onBack();
      return true;
    },
  });
  return (
    <section className={css.work} aria-label={t(`stock.kinds.${kind}`)} data-testid="work-done">
      <div className={css.body}>
        <Notice
          tone="ok"
          code="done"
          title={t(`stock.done.${kind}`, { count: filledLines(draft).length })}
          next={status.online ? undefined : t('stock.done.offline')}
        />
        {kind === 'send' && (
          <>
            <PrintNotice status={status} />
            <TransferSlip draft={draft} cards={cards} config={config} operatorId={operatorId} />
          </>
        )}
        {arrived && mayOf(config, operatorId, 'labels') && (
          <ArrivedLabels draft={draft} cards={cards} status={status} config={config} />
        )}
      </div>
      <footer className={css.foot}>
        <span />
        <Action tone="next" size="lg" hint="F12" onClick={onBack} data-testid="work-finish">
          {t('stock.done.finish')}
        </Action>
      </footer>
    </section>
  );
}
