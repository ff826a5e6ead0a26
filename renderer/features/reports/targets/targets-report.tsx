import { ChevronLeft, ChevronRight, Target } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TargetList, type TargetRow } from '#contracts/http/targets.ts';
import { addMonths } from '#domain/calendar/dates.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { PageFileAction } from '#renderer/app/page-file-action.tsx';
import { BarChart } from '#renderer/features/reports/charts/bar-chart.tsx';
import { PAPER_WIDTH, ReportSheet } from '#renderer/features/reports/export/report-sheet.tsx';
import { StoreField } from '#renderer/features/reports/period/period-bar.tsx';
import reportsCss from '#renderer/features/reports/reports.module.css';
import { usePlace, useReports } from '#renderer/features/reports/reports-context.ts';
import salesCss from '#renderer/features/reports/sales/sales.module.css';
import { Total } from '#renderer/features/reports/sales/sales-totals.tsx';
import { monthText, rowLabel } from '#renderer/features/reports/sales/sales-words.ts';
import { useReport, useSalesWords, useStoreWords } from '#renderer/features/reports/use-report.ts';
import { Action, IconAction } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { targetOf } from './month-progress.ts';
import { TargetFigure } from './target-figure.tsx';
import { TargetForm } from './target-form.tsx';
import css from './targets.module.css';

/** Targets of a month beside what was sold, by store and day; whoever may sets them. */
export function TargetsReport() {
  const { t } = useTranslation();
  const { formats } = useSalesWords();
  const { may } = useReports();
  const [{ month, store }, change] = usePlace();
  const stores = useStoreWords();
  const asked = useReport('/targets', TargetList, { from: month, to: month, ...(store === null ? {} : { store }) });
  const [setting, setSetting] = useState<TargetRow | null>(null);
  const [saved, setSaved] = useState(false);
  if (setting) {
    return (
      <TargetForm
        row={setting}
        onSaved={() => {
          setSetting(null);
          setSaved(true);
          asked.again();
        }}
        onLeave={() => setSetting(null)}
      />
    );
  }
  const step = (months: number) => () => {
    setSaved(false);
    change({ month: addMonths(month, months) });
  };
  return (
    <>
      <div className={reportsCss.filters}>
        <IconAction icon={ChevronLeft} label={t('reports.earlier')} onClick={step(-1)} data-testid="month-earlier" />
        <strong className={css.month} data-testid="target-month">
          {monthText(month, formats.locale)}
        </strong>
        <IconAction icon={ChevronRight} label={t('reports.later')} onClick={step(1)} data-testid="month-later" />
        <StoreField />
      </div>
      {saved && <Notice tone="ok" code="target-saved" title={t('targets.saved')} />}
      <Answered asked={asked}>
        {({ rows, today }) => (
          <>
            {rows.map((row) => (
              <StoreTargets
                key={row.store.storeId}
                row={row}
                today={today}
                onSet={may('settings') ? () => setSetting(row) : null}
              />
            ))}
            <ReportSheet title={t('reports.names.targets')} facts={[monthText(month, formats.locale), stores]}>
              {rows.map((row) => (
                <StoreTargets key={row.store.storeId} row={row} today={today} onSet={null} width={PAPER_WIDTH} />
              ))}
            </ReportSheet>
          </>
        )}
      </Answered>
      <div>
        <PageFileAction
          name={`targets-${month}`}
          words={t('reports.pdf')}
          disabled={!asked.answer?.ok}
          testId="report-pdf"
        />
      </div>
    </>
  );
}

interface StoreTargetsProps {
  row: TargetRow;
  today: string;
  /** Null for who may not. */
  onSet: (() => void) | null;
  width?: number;
}

function StoreTargets({ row, today, onSet, width }: StoreTargetsProps) {
  const { t } = useTranslation();
  const words = useSalesWords();
  const { formats } = words;
  const [, change] = usePlace();
  const target = targetOf(row);
  const bars = row.days.map((day) => {
    const label = rowLabel({ key: day.date }, 'day', words);
    const was = day.target === null ? '–' : formats.money(day.target);
    return {
      key: day.date,
      label: String(Number(day.date.slice(8))),
      title: t('targets.bar', { label, actual: formats.money(day.actual), target: was }),
      now: day.actual,
      before: day.target,
    };
  });
  const open = (date: string): void => {
    const query = { from: date, to: date, by: 'day', key: date, store: row.store.storeId };
    const title = `${row.store.name} · ${rowLabel({ key: date }, 'day', words)}`;
    change({ behind: { kind: 'sales', query, title, filter: null } });
  };
  const ahead = row.due === null ? null : row.actual - row.due;
  return (
    <section className={css.store} aria-label={row.store.name} data-testid="target-store">
      <div className={css.head}>
        <h2 className={css.name}>{row.store.name}</h2>
        {onSet && (
          <Action icon={Target} onClick={onSet} data-testid="target-set">
            {t(target === null ? 'targets.set' : 'targets.change')}
          </Action>
        )}
      </div>
      <dl className={salesCss.totals}>
        <Total
          testId="target-actual"
          name={t(row.targets.basis === 'net' ? 'targets.soldNet' : 'targets.sold')}
          figure={formats.money(row.actual)}
        />
        <TargetFigure
          testId="target-progress"
          name={t('targets.month')}
          target={target}
          actual={row.actual}
          due={row.due}
        />
        {ahead !== null && today.slice(0, 7) === row.targets.month && (
          <Total
            testId="target-ahead"
            name={t(ahead >= 0 ? 'targets.ahead' : 'targets.behind')}
            figure={formats.money(Math.abs(ahead))}
          />
        )}
      </dl>
      <p className={salesCss.legend} data-charted>
        <span data-swatch="now">{t('targets.actual')}</span>
        <span data-swatch="before">{t('targets.target')}</span>
      </p>
      <BarChart
        label={t('targets.chart', { store: row.store.name, month: monthText(row.targets.month, formats.locale) })}
        bars={bars}
        labelWidth={28}
        width={width}
        // What is behind is with tax.
        onOpen={row.targets.basis === 'gross' ? open : undefined}
      />
    </section>
  );
}
