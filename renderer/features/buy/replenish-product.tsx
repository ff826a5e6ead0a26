import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { VariantDemand } from '#contracts/http/replenishment.ts';
import { addDays } from '#domain/calendar/dates.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { localName } from '#renderer/app/local-name.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { useServer } from '#renderer/app/use-server.ts';
import { BarChart } from '#renderer/features/reports/charts/bar-chart.tsx';
import sales from '#renderer/features/reports/sales/sales.module.css';
import { StartFrame } from '#renderer/features/stock/work/start-frame.tsx';
import frame from '#renderer/features/stock/work/work.module.css';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { type DemandWeek, demandWeeks } from './demand-weeks.ts';
import { MethodTable } from './method-table.tsx';
import css from './replenish.module.css';
import { stepWords, wholeQuantity } from './replenish-words.ts';

/** Weeks of history that are shown. */
const SPANS = { half: 26, year: 52 } as const;
type Span = keyof typeof SPANS;

/** One product's demand: what was sold, what is expected and by which method, and what follows from it. */
export function ReplenishProduct({ variantId, onBack }: { variantId: string; onBack: () => void }) {
  const { t, i18n } = useTranslation();
  const asked = useServer(`/replenishment/variants/${encodeURIComponent(variantId)}`, VariantDemand);
  const title = asked.answer?.ok ? localName(asked.answer.value, i18n.language) : t('replenish.demand');
  return (
    <StartFrame title={title} hint={t('replenish.demandHint')} onBack={onBack} testId="replenish-product">
      <Answered asked={asked} offlineText={t('buy.offline')}>
        {(demand) => (
          <>
            <DemandChart demand={demand} />
            <Levels demand={demand} />
            <MethodTable demand={demand} />
          </>
        )}
      </Answered>
    </StartFrame>
  );
}

function DemandChart({ demand }: { demand: VariantDemand }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [span, setSpan] = useState<Span>('half');
  const quantity = (value: number): string => wholeQuantity(formats, value, demand.unit);
  const titleOf = ({ from, days, sold, expected, closed, outOfStock }: DemandWeek): string =>
    [
      t('replenish.daysFrom', { count: days, date: formats.day(from) }),
      from < demand.today
        ? t('replenish.sold', { quantity: quantity(sold) })
        : t('replenish.expected', { quantity: quantity(expected) }),
      ...(closed > 0 ? [t('replenish.closed', { count: closed })] : []),
      ...(outOfStock > 0 ? [t('replenish.soldOut', { count: outOfStock })] : []),
    ].join(' · ');
  const bars = demandWeeks(demand, SPANS[span]).map((week) => {
    // The last ones would not fit.
    const label = week.from < addDays(demand.today, -14) ? formats.day(week.from) : '';
    return { key: week.from, label, title: titleOf(week), now: week.sold, before: week.expected };
  });
  return (
    <div className={css.chart}>
      <div className={css.span}>
        <Tabs
          label={t('replenish.span.label')}
          value={span}
          options={(['half', 'year'] as const).map((value) => ({ value, label: t(`replenish.span.${value}`) }))}
          onChange={setSpan}
          testId="demand-span"
        />
      </div>
      <BarChart bars={bars} label={t('replenish.chart')} written={quantity} labelWidth={104} />
      <p className={sales.legend} data-charted>
        <span data-swatch="now">{t('replenish.soldWeek')}</span>
        <span data-swatch="before">{t('replenish.expectedWeek')}</span>
      </p>
    </div>
  );
}

function Levels({ demand }: { demand: VariantDemand }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { unit, levels, terms, supplierName, proposal } = demand;
  const figures = [
    ['reorderPoint', levels.reorderPoint],
    ['orderUpTo', levels.orderUpTo],
    ['expectedDemand', levels.expected],
    ['safetyStock', levels.safetyStock],
  ] as const;
  const service = formats.percent(terms.serviceLevelPpm);
  return (
    <>
      <dl className={sales.totals}>
        {figures.map(([name, value]) => (
          <div key={name} className={sales.total} data-testid={`level-${name}`}>
            <dt>{t(`replenish.levels.${name}`)}</dt>
            <dd className={sales.figure}>{wholeQuantity(formats, value, unit)}</dd>
          </div>
        ))}
      </dl>
      <p className={frame.sub}>
        {[
          supplierName ?? t('replenish.noSupplier'),
          t('replenish.terms.lead', { count: terms.leadTimeDays }),
          t('replenish.terms.review', { count: terms.reviewDays }),
          ...(terms.coverDays > 0 ? [t('replenish.terms.cover', { count: terms.coverDays })] : []),
          t('replenish.terms.service', { percent: service }),
        ].join(' · ')}
      </p>
      {proposal && (
        <ol className={css.why}>
          {proposal.explain.map((step) => (
            <li key={step.code}>{stepWords(t, formats, step, unit)}</li>
          ))}
        </ol>
      )}
    </>
  );
}
