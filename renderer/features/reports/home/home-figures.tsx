import { useTranslation } from 'react-i18next';
import type { Home } from '#contracts/http/home.ts';
import { TargetList } from '#contracts/http/targets.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { useLastGood } from '#renderer/app/use-last-good.ts';
import { useServer } from '#renderer/app/use-server.ts';
import { usePlace } from '#renderer/features/reports/reports-context.ts';
import salesCss from '#renderer/features/reports/sales/sales.module.css';
import { Total } from '#renderer/features/reports/sales/sales-totals.tsx';
import { changeText } from '#renderer/features/reports/sales/sales-words.ts';
import { monthProgress } from '#renderer/features/reports/targets/month-progress.ts';
import { TargetFigure } from '#renderer/features/reports/targets/target-figure.tsx';
import { useTargetOfDay } from './target-of-day.ts';

/** Today in figures, each beside the same weekday until the same time; the target of day and month. */
export function HomeFigures({ home }: { home: Home }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [place, change] = usePlace();
  const { now, before } = home.total;
  const month = home.businessDate.slice(0, 7);
  const query = { from: month, to: month, ...(place.store === null ? {} : { store: place.store }) };
  const targets = useLastGood(useServer('/targets', TargetList, query));
  const progress = targets.answer?.ok ? monthProgress(targets.answer.value.rows) : null;
  const target = useTargetOfDay(home);
  const average = (of: Home['total']['now']): number => (of.receipts === 0 ? 0 : Math.round(of.turnover / of.receipts));
  const openDay = (): void =>
    change({
      report: 'sales',
      name: 'today',
      period: { from: home.businessDate, to: home.businessDate },
      compared: 'weekdays',
      by: { ...place.by, sales: 'hour' },
      filters: {},
      scroll: 0,
    });
  const openTargets = (): void => change({ report: 'targets', month, scroll: 0 });
  const money = (amount: number): string => formats.money(amount);
  return (
    <dl className={salesCss.totals}>
      <Total
        testId="home-turnover"
        name={t('reports.sales.turnover')}
        figure={money(now.turnover)}
        before={money(before.turnover)}
        beforeWords={t('home.wasThen', { amount: money(before.turnover) })}
        change={changeText(now.turnover, before.turnover, formats)}
        onOpen={openDay}
      />
      <Total
        testId="home-receipts"
        name={t('reports.sales.receipts')}
        figure={formats.count(now.receipts)}
        before={formats.count(before.receipts)}
        beforeWords={t('home.wasThen', { amount: formats.count(before.receipts) })}
        change={changeText(now.receipts, before.receipts, formats)}
        onOpen={openDay}
      />
      <Total
        testId="home-average"
        name={t('reports.sales.average')}
        figure={money(average(now))}
        before={money(average(before))}
        beforeWords={t('home.wasThen', { amount: money(average(before)) })}
        change={changeText(average(now), average(before), formats)}
        onOpen={openDay}
      />
      <TargetFigure
        testId="home-target-day"
        name={t('home.targetDay')}
        target={target}
        actual={now.turnover}
        due={null}
        onOpen={openTargets}
      />
      {targets.answer?.ok && (
        <TargetFigure
          testId="home-target-month"
          name={t('home.targetMonth')}
          target={progress?.target ?? null}
          actual={progress?.actual ?? 0}
          due={progress?.due ?? null}
          onOpen={openTargets}
        />
      )}
    </dl>
  );
}
