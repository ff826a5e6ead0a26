import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { LossPrevention } from '#contracts/http/reports.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { useFormats } from '#renderer/app/till-context.tsx';
import { useServer } from '#renderer/app/use-server.ts';
import { dataCsv } from '#renderer/ui/data-rows.ts';
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { lossFields } from './csv-fields.ts';
import { type LossCell, type LossRow, lossCells, MEASURES, type Measure } from './loss-measures.ts';
import css from './reports.module.css';
import { useReports } from './reports-context.ts';

/** What operators did beside their peers: counts, small bars of the rate per 100 receipts, and marks where one is far out. */
export function LossReport({ from, to }: { from: string; to: string }) {
  const { t } = useTranslation();
  const asked = useServer('/reports/loss-prevention', LossPrevention, { from, to });
  return (
    <Answered asked={asked}>
      {({ operators }) =>
        operators.length === 0 ? (
          <Empty icon={TriangleAlert} title={t('reports.empty')} text={t('reports.emptyText')} />
        ) : (
          <>
            <p className={css.rule}>{t('reports.loss.rule')}</p>
            <LossTable operators={operators} name={`loss-prevention-${from}-${to}`} />
          </>
        )
      }
    </Answered>
  );
}

function LossTable({ operators, name }: LossPrevention & { name: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { digits } = useReports().config.store.currency;
  const cells = new Map(lossCells(operators).map((cell, index) => [operators[index]?.operatorId, cell]));
  const cellOf = (row: LossRow, measure: Measure): LossCell | undefined => cells.get(row.operatorId)?.[measure];
  const columns: DataColumn<LossRow>[] = [
    { id: 'operator', label: t('reports.operator'), share: 2, value: ({ name: who }) => who },
    {
      id: 'receipts',
      label: t('reports.loss.receipts'),
      isNumber: true,
      value: ({ receipts }) => receipts,
      cell: ({ receipts }) => formats.count(receipts),
    },
    ...MEASURES.map((measure) => ({
      id: measure,
      label: t(`reports.loss.${measure}`),
      isNumber: true,
      value: (row: LossRow) => cellOf(row, measure)?.count ?? 0,
      cell: (row: LossRow) => {
        const cell = cellOf(row, measure);
        return cell && <Cell cell={cell} measure={measure} />;
      },
    })),
    {
      id: 'over-short',
      label: t('reports.loss.overShort'),
      share: 1.2,
      isNumber: true,
      value: ({ overShort }) => overShort,
      cell: ({ overShort }) => formats.money(overShort),
    },
  ];
  return (
    <DataTable
      label={t('reports.names.loss')}
      rows={operators}
      columns={columns}
      keyOf={({ operatorId }) => operatorId}
      order={{ by: 'operator', descending: false }}
      csvOf={(rows) => dataCsv(rows, lossFields(t, digits))}
      exportName={name}
      testId="loss"
      rowTestId="loss-row"
      attributes={({ operatorId }) => ({ 'data-operator': operatorId })}
    />
  );
}

function Cell({ cell, measure }: { cell: LossCell; measure: Measure }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { count, amount, rate, share, outlier } = cell;
  return (
    <span
      className={css.cell}
      data-outlier={outlier || undefined}
      data-measure={measure}
      title={t('reports.loss.rate', { rate: formats.count(Math.round(rate * 10) / 10) })}
    >
      <span>
        {outlier && <TriangleAlert size={16} aria-label={t('reports.loss.outlier')} />} {formats.count(count)}
      </span>
      {amount !== null && amount !== 0 && <span className={css.small}>{formats.money(amount)}</span>}
      <span className={css.bar} aria-hidden>
        <span style={{ width: `${Math.round(share * 100)}%` }} />
      </span>
    </span>
  );
}
