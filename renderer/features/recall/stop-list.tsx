import { OctagonX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { SaleStopList, type SaleStopRow } from '#contracts/http/sale-stops.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { useServer } from '#renderer/app/use-server.ts';
import { Answered } from '#renderer/features/reports/answered.tsx';
import { localName } from '#renderer/features/sell/local-name.ts';
import { StartFrame } from '#renderer/features/stock/work/start-frame.tsx';
import { Action } from '#renderer/ui/action.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import css from './recall.module.css';

interface StopListProps {
  onNew: () => void;
  onOpen: (stopId: string) => void;
  onLeave: () => void;
}

/** Stops and recalls of the chain, those that hold first. */
export function StopList({ onNew, onOpen, onLeave }: StopListProps) {
  const { t } = useTranslation();
  const asked = useServer('/sale-stops', SaleStopList);
  return (
    <StartFrame title={t('recall.list')} hint={t('recall.hint')} onBack={onLeave} testId="recall-list">
      <div className={css.buttons}>
        <Action tone="next" size="lg" icon={OctagonX} onClick={onNew} data-testid="recall-new">
          {t('recall.new')}
        </Action>
      </div>
      <Answered asked={asked} offlineText={t('recall.offline')}>
        {({ stops }) =>
          stops.length === 0 ? (
            <Empty icon={OctagonX} title={t('recall.none')} text={t('recall.noneText')} />
          ) : (
            <ul className={css.list}>
              {stops.map((row) => (
                <StopItem key={row.stop.stopId} row={row} onOpen={() => onOpen(row.stop.stopId)} />
              ))}
            </ul>
          )
        }
      </Answered>
    </StartFrame>
  );
}

function StopItem({ row, onOpen }: { row: SaleStopRow; onOpen: () => void }) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const { stop, sku, unit, sold, receipts } = row;
  return (
    <li className={css.row} data-testid="recall-row" data-sku={sku} data-status={stop.status}>
      <div className={css.what}>
        <strong>{localName(row, i18n.language)}</strong>
        <span className={css.sub}>
          {[sku, stop.batch !== undefined && t('recall.batchOf', { batch: stop.batch }), stop.reason]
            .filter((words) => typeof words === 'string')
            .join(' · ')}
        </span>
        <span className={css.sub}>
          {t('recall.since', { time: formats.dateTime(stop.stoppedAt), name: row.stoppedByName ?? '—' })}
          {stop.lifted &&
            ` · ${t('recall.liftedAt', { time: formats.dateTime(stop.lifted.at), name: row.liftedByName ?? '—' })}`}
        </span>
      </div>
      <span className={css.state} data-active={stop.status === 'active' || undefined}>
        {t(stop.status === 'lifted' ? 'recall.lifted' : `recall.kinds.${stop.kind}`)}
      </span>
      <span className={css.sub}>
        {t('recall.soldOf', { quantity: formats.quantity(sold, unit), receipts: formats.count(receipts) })}
      </span>
      <Action onClick={onOpen} data-testid="recall-open">
        {t('recall.open')}
      </Action>
    </li>
  );
}
