import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CountRow } from '#contracts/http/counts.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import frame from '#renderer/features/stock/work/work.module.css';
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import css from './count.module.css';

const SHOWN = ['all', 'closed', 'cancelled'] as const;

interface EarlierCountsProps {
  rows: readonly CountRow[];
  /** Nothing where the operator may not look at what was counted. */
  onReview: ((row: CountRow) => void) | undefined;
}

/** Counts that are over, the newest first. */
export function EarlierCounts({ rows, onReview }: EarlierCountsProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [shown, setShown] = useState<(typeof SHOWN)[number]>('all');
  const columns: DataColumn<CountRow>[] = [
    { id: 'name', label: t('counts.name'), share: 3, value: ({ plan }) => plan.name },
    { id: 'kind', label: t('counts.what'), share: 2, value: ({ plan }) => t(`counts.kinds.${plan.kind}`) },
    {
      id: 'planned',
      label: t('counts.planned'),
      share: 2,
      value: ({ plannedAt }) => plannedAt,
      cell: ({ plannedAt }) => formats.dateTime(plannedAt),
    },
    {
      id: 'status',
      label: t('table.status'),
      value: ({ plan }) => t(plan.status === 'cancelled' ? 'counts.cancelled' : 'counts.closed'),
    },
    {
      id: 'counted',
      label: t('counts.shrinkage.counted'),
      isNumber: true,
      value: ({ counted }) => counted,
      cell: ({ counted }) => formats.count(counted),
    },
    {
      id: 'booked',
      label: t('counts.state.approved'),
      isNumber: true,
      value: ({ approved }) => approved,
      cell: ({ approved }) => formats.count(approved),
    },
  ];
  return (
    <DataTable
      label={t('counts.earlier')}
      rows={rows.filter(({ plan }) => shown === 'all' || plan.status === shown)}
      columns={columns}
      keyOf={({ plan }) => plan.countId}
      order={{ by: 'planned', descending: true }}
      onOpen={onReview}
      exportName="counts"
      testId="counts-earlier"
      rowTestId="count-done"
      attributes={({ plan }) => ({ 'data-name': plan.name, 'data-status': plan.status })}
      empty={<p className={frame.sub}>{t('counts.noneHere')}</p>}
    >
      <div className={css.shown}>
        <Tabs
          label={t('table.shown')}
          value={shown}
          options={SHOWN.map((value) => ({ value, label: t(`counts.shown.${value}`) }))}
          onChange={setShown}
          testId="counts-shown"
        />
      </div>
    </DataTable>
  );
}
