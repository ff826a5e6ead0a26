import { useTranslation } from 'react-i18next';
import type { Home } from '#contracts/http/home.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { LineChart } from '#renderer/features/reports/charts/line-chart.tsx';
import { usePlace, useReports } from '#renderer/features/reports/reports-context.ts';
import salesCss from '#renderer/features/reports/sales/sales.module.css';
import { hourText, periodText } from '#renderer/features/reports/sales/sales-words.ts';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { dayPoints, hourAt } from './day-points.ts';
import css from './home.module.css';
import { useTargetOfDay } from './target-of-day.ts';

interface DayChartProps {
  hours: Home['hours'];
  /** As of when. */
  at: string;
  businessDate: string;
  /** The day beside; null for none. */
  beside: string | null;
  /** What the server told; null for what this till knows alone. */
  home: Home | null;
}

/** Today hour by hour beside the same weekday: as it adds up, or each hour by itself. An hour opens its receipts. */
export function DayChart({ hours, at, businessDate, beside, home }: DayChartProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { config } = useReports();
  const [{ running, store }, change] = usePlace();
  const target = useTargetOfDay(home);
  const current = hourAt(at, config.store.timeZone);
  const points = dayPoints(hours, current, running).map(({ hour, now, before }) => {
    const label = hourText(String(hour));
    const was = beside === null ? null : before;
    const title =
      was === null
        ? t('home.hourAlone', { label, now: now === null ? '–' : formats.money(now) })
        : t('home.hour', { label, now: now === null ? '–' : formats.money(now), before: formats.money(was) });
    return { key: String(hour), label, title, now, before: was };
  });
  const day = periodText({ from: businessDate, to: businessDate }, formats.locale);
  const besideDay = beside === null ? null : periodText({ from: beside, to: beside }, formats.locale);
  function open(hour: string): void {
    change({
      behind: {
        kind: 'sales',
        query: { from: businessDate, to: businessDate, by: 'hour', key: hour, ...(store === null ? {} : { store }) },
        title: `${hourText(hour)} · ${day}`,
        filter: null,
      },
    });
  }
  return (
    <section className={css.chart} aria-label={t('home.byHour')}>
      <div className={css.chartHead}>
        <p className={salesCss.legend} data-charted>
          <span data-swatch="now">{t('home.today')}</span>
          {besideDay && <span data-swatch="dashed">{t('home.sameWeekday', { date: besideDay })}</span>}
        </p>
        <div className={css.switch}>
          <Tabs
            label={t('home.byHour')}
            value={running ? 'running' : 'each'}
            options={(['running', 'each'] as const).map((value) => ({ value, label: t(`home.${value}`) }))}
            onChange={(value) => change({ running: value === 'running' })}
            testId="home-drawn"
          />
        </div>
      </div>
      <LineChart
        label={t('home.chart', { day, beside: besideDay ?? '–' })}
        points={points}
        current={{ key: String(current), label: t('home.now') }}
        goal={
          running && target !== null
            ? { amount: target, label: t('home.goal', { amount: formats.money(target) }) }
            : undefined
        }
        onOpen={home ? open : undefined}
      />
    </section>
  );
}
