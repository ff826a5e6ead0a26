import { Store } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Home } from '#contracts/http/home.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { useFormats } from '#renderer/app/till-context.tsx';
import { StoreField } from '#renderer/features/reports/period/period-bar.tsx';
import reportsCss from '#renderer/features/reports/reports.module.css';
import { usePlace, useReports } from '#renderer/features/reports/reports-context.ts';
import { Empty } from '#renderer/ui/empty.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { DayChart } from './day-chart.tsx';
import { FleetTile } from './fleet-tile.tsx';
import css from './home.module.css';
import { HomeFigures } from './home-figures.tsx';
import { StoreRows } from './store-rows.tsx';
import { useHome } from './use-home.ts';
import { useOwnDay } from './use-own-day.ts';
import { WaitingTiles } from './waiting-tiles.tsx';

/** The manager's home: today beside the same weekday, by store, targets, waiting work, the fleet. It keeps itself current. */
export function HomeReport() {
  const { t } = useTranslation();
  const formats = useFormats();
  const { config, today } = useReports();
  const [{ choices }] = usePlace();
  const asked = useHome();
  const own = useOwnDay(today, config.store.timeZone);
  const { home, answer } = asked;
  const isOffline = answer !== null && !answer.ok && answer.offline;
  return (
    <>
      {choices.length > 1 && (
        <div className={reportsCss.filters}>
          <StoreField />
        </div>
      )}
      {isOffline && (
        <Notice
          tone="warn"
          code="home-offline"
          title={home ? t('home.asOf', { time: formats.dateTime(home.at) }) : t('home.offline')}
          next={own ? t('home.own', { amount: formats.money(own.turnover), count: own.receipts }) : undefined}
        />
      )}
      {home && <Day home={home} />}
      {!home && isOffline && own && <OwnHours own={own} />}
      {!home && !isOffline && <Answered asked={asked}>{() => null}</Answered>}
    </>
  );
}

function Day({ home }: { home: Home }) {
  const { t } = useTranslation();
  const { may } = useReports();
  const quiet = home.total.now.receipts === 0 && home.total.whole.receipts === 0;
  return (
    <div className={css.home} data-testid="home">
      <HomeFigures home={home} />
      {quiet ? (
        <Empty icon={Store} title={t('home.quiet')} text={t('home.quietText')} />
      ) : (
        <DayChart hours={home.hours} at={home.at} beside={home.beside} businessDate={home.businessDate} home={home} />
      )}
      <div className={css.columns}>
        <WaitingTiles waiting={home.waiting} />
        <div className={css.beside}>
          {home.stores.length > 1 && <StoreRows home={home} />}
          {may('settings') && <FleetTile />}
        </div>
      </div>
    </div>
  );
}

function OwnHours({ own }: { own: NonNullable<ReturnType<typeof useOwnDay>> }) {
  const { today } = useReports();
  return <DayChart hours={own.hours} at={new Date().toISOString()} beside={null} businessDate={today} home={null} />;
}
