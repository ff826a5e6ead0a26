import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { LossPrevention } from '#contracts/http/reports.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { useFormats } from '#renderer/app/till-context.tsx';
import { useServer } from '#renderer/app/use-server.ts';
import { dataCsv } from '#renderer/ui/data-rows.ts';
import { Empty } from '#renderer/ui/empty.tsx';
import { ExportAction } from '#renderer/ui/export-action.tsx';
import { lossFields } from './csv-fields.ts';
import { type LossCell, lossCells, MEASURES } from './loss-measures.ts';
import css from './reports.module.css';
import { useReports } from './reports-context.ts';

/** What operators did beside their peers: counts, small bars of the rate per 100 receipts, and marks where one is far out. */
export function LossReport({ from, to }: { from: string; to: string }) {
  const { t } = useTranslation();
  const { config } = useReports();
  const asked = useServer('/reports/loss-prevention', LossPrevention, { from, to });
  return (
    <Answered asked={asked}>
      {({ operators }) =>
        operators.length === 0 ? (
          <Empty icon={TriangleAlert} title={t('reports.empty')} text={t('reports.emptyText')} />
        ) : (
          <>
            <p className={css.rule}>{t('reports.loss.rule')}</p>
            <LossTable operators={operators} />
            <div>
              <ExportAction
                csvOf={() => dataCsv(operators, lossFields(t, config.store.currency.digits))}
                name={`loss-prevention-${from}-${to}`}
                testId="loss-export"
              />
            </div>
          </>
        )
      }
    </Answered>
  );
}

function LossTable({ operators }: LossPrevention) {
  const { t } = useTranslation();
  const formats = useFormats();
  const cells = lossCells(operators);
  return (
    <div className={css.wide}>
      <table className={css.table} data-testid="loss-table">
        <thead>
          <tr>
            <th scope="col">{t('reports.operator')}</th>
            <th scope="col">{t('reports.loss.receipts')}</th>
            {MEASURES.map((measure) => (
              <th key={measure} scope="col">
                {t(`reports.loss.${measure}`)}
              </th>
            ))}
            <th scope="col">{t('reports.loss.overShort')}</th>
          </tr>
        </thead>
        <tbody>
          {operators.map((row, index) => (
            <tr key={row.operatorId} data-testid="loss-row" data-operator={row.operatorId}>
              <th scope="row">{row.name}</th>
              <td>{formats.count(row.receipts)}</td>
              {MEASURES.map((measure) => {
                const cell = cells[index]?.[measure];
                return (
                  <td key={measure} data-outlier={cell?.outlier || undefined} data-measure={measure}>
                    {cell && <Cell cell={cell} />}
                  </td>
                );
              })}
              <td>{formats.money(row.overShort)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ cell }: { cell: LossCell }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { count, amount, rate, share, outlier } = cell;
  return (
    <div className={css.cell} title={t('reports.loss.rate', { rate: formats.count(Math.round(rate * 10) / 10) })}>
      <span>
        {outlier && <TriangleAlert size={16} aria-label={t('reports.loss.outlier')} />} {formats.count(count)}
      </span>
      {amount !== null && amount !== 0 && <span className={css.small}>{formats.money(amount)}</span>}
      <span className={css.bar} aria-hidden>
        <span style={{ width: `${Math.round(share * 100)}%` }} />
      </span>
    </div>
  );
}
