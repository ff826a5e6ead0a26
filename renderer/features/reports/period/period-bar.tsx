import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { COMPARED } from '#contracts/http/sales-report.ts';
import { periodBefore } from '#domain/report/period.ts';
import reportsCss from '#renderer/features/reports/reports.module.css';
import { usePlace, useReports } from '#renderer/features/reports/reports-context.ts';
import { IconAction } from '#renderer/ui/action.tsx';
import { DateField } from '#renderer/ui/date-field.tsx';
import { SelectField } from '#renderer/ui/select-field.tsx';
import css from './period-bar.module.css';
import { PERIODS, type PeriodName, periodAfter, periodOf } from './report-period.ts';

interface PeriodBarProps {
  /** Whether the report is beside another period. */
  compares?: boolean;
  /** Fields before and after. */
  before?: ReactNode;
  children?: ReactNode;
}

/** Which days, beside which others, of which store: the same for every report, so that going from one to the next keeps them. */
export function PeriodBar({ compares, before, children }: PeriodBarProps) {
  const { t } = useTranslation();
  const { today } = useReports();
  const [{ name, period, compared }, change] = usePlace();
  function choose(chosen: PeriodName): void {
    change({ name: chosen, ...(chosen === 'days' ? {} : { period: periodOf(chosen, today) }) });
  }
  const step = (next: typeof period) => () => change({ name: 'days', period: next });
  return (
    <div className={reportsCss.filters}>
      {before}
      <div className={css.period}>
        <IconAction
          icon={ChevronLeft}
          label={t('reports.earlier')}
          onClick={step(periodBefore(period))}
          data-testid="period-earlier"
        />
        <SelectField
          compact
          label={t('reports.sales.period')}
          value={name}
          options={PERIODS.map((one) => ({ value: one, label: t(`reports.sales.periods.${one}`) }))}
          onChange={choose}
          testId="sales-period"
        />
        <IconAction
          icon={ChevronRight}
          label={t('reports.later')}
          disabled={period.to >= today}
          onClick={step(periodAfter(period))}
          data-testid="period-later"
        />
      </div>
      {name === 'days' && (
        <>
          <DateField
            label={t('reports.from')}
            value={period.from}
            onChange={(date) => change({ period: { from: date, to: date > period.to ? date : period.to } })}
            testId="sales-from"
          />
          <DateField
            label={t('reports.to')}
            value={period.to}
            onChange={(date) => change({ period: { from: date < period.from ? date : period.from, to: date } })}
            testId="sales-to"
          />
        </>
      )}
      {compares && (
        <SelectField
          compact
          label={t('reports.compared.title')}
          value={compared}
          options={COMPARED.map((one) => ({ value: one, label: t(`reports.compared.${one}`) }))}
          onChange={(chosen) => change({ compared: chosen })}
          testId="sales-compared"
        />
      )}
      <StoreField />
      {children}
    </div>
  );
}

/** Which store is looked at, or all; nothing where there is one alone. */
export function StoreField() {
  const { t } = useTranslation();
  const { config } = useReports();
  const [{ store, choices }, change] = usePlace();
  if (choices.length <= 1) return null;
  return (
    <SelectField
      compact
      label={t('reports.sales.store')}
      value={store ?? config.store.storeId}
      options={[
        ...choices.map((one) => ({ value: one.storeId, label: one.name })),
        { value: 'all', label: t('reports.sales.allStores') },
      ]}
      onChange={(chosen) => change({ store: chosen === config.store.storeId ? null : chosen })}
      testId="sales-store"
    />
  );
}
