import { Store } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Answered } from '#renderer/app/answered.tsx';
import type { StockSectionProps } from '#renderer/features/stock/stock-parts.ts';
import { StartFrame } from '#renderer/features/stock/work/start-frame.tsx';
import css from '#renderer/features/stock/work/work.module.css';
import { type Begin, WorkSection } from '#renderer/features/stock/work/work-section.tsx';
import { Action } from '#renderer/ui/action.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { useLocations } from './use-locations.ts';

/** Sends goods to another location. */
export function SendSection(props: StockSectionProps) {
  return <WorkSection {...props} kind="send" start={(begin) => <StartSend {...props} begin={begin} />} />;
}

function StartSend({ config, onBack, begin }: StockSectionProps & { begin: Begin }) {
  const { t } = useTranslation();
  const { locations, asked } = useLocations();
  const others = locations?.filter(({ locationId }) => locationId !== config.store.locationId);
  return (
    <StartFrame title={t('stock.kinds.send')} hint={t('stock.send.where')} onBack={onBack} testId="start-send">
      {others ? (
        <div className={css.rows}>
          {others.length === 0 && (
            <Empty icon={Store} title={t('stock.send.nowhere')} text={t('stock.send.nowhereText')} />
          )}
          {others.map(({ locationId, name }) => (
            <Action
              key={locationId}
              size="lg"
              onClick={() => begin({ location: { id: locationId, name } })}
              data-testid="send-to"
              data-location={locationId}
            >
              {name}
            </Action>
          ))}
        </div>
      ) : (
        <Answered asked={asked} offlineText={t('stock.send.offline')}>
          {() => null}
        </Answered>
      )}
    </StartFrame>
  );
}
