import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ShrinkageReport } from '#contracts/http/counts.ts';
import { addDays } from '#domain/calendar/dates.ts';
import { decimalText } from '#domain/money/decimal-text.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { reasonWords } from '#renderer/app/reason-words.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { useServer } from '#renderer/app/use-server.ts';
import type { StockSectionProps } from '#renderer/features/stock/stock-parts.ts';
import { StartFrame } from '#renderer/features/stock/work/start-frame.tsx';
import { type DataField, dataCsv } from '#renderer/ui/data-rows.ts';
import { DateField } from '#renderer/ui/date-field.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { ExportAction } from '#renderer/ui/export-action.tsx';
import css from './review.module.css';

/** How far back it looks at first. */
const DAYS = 89;

interface ShrinkageScreenProps extends StockSectionProps {
  onLeave: () => void;
}

/** What counts booked, by reason, at the selling prices of then. */
export function ShrinkageScreen({ config, status, onLeave }: ShrinkageScreenProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const today = status.signedIn?.businessDate ?? new Date().toISOString().slice(0, 10);
  const [from, setFrom] = useState(() => addDays(today, -DAYS));
  const [to, setTo] = useState(today);
  const asked = useServer('/counts/shrinkage', ShrinkageReport, { from, to });
  const fields: DataField<ShrinkageReport['rows'][number]>[] = [
    { id: 'reason', label: t('counts.review.reason'), value: ({ reason }) => reasonWords(t, reason) },
    { id: 'products', label: t('counts.shrinkage.products'), value: ({ products }) => products },
    {
      id: 'worth',
      label: t('counts.review.worth'),
      value: (row) => decimalText(row.worth, config.store.currency.digits),
    },
  ];
  return (
    <StartFrame
      title={t('counts.shrinkage.title')}
      hint={t('counts.shrinkage.hint')}
      onBack={onLeave}
      testId="shrinkage"
    >
      <div className={css.dates}>
        <DateField label={t('reports.from')} value={from} onChange={setFrom} testId="shrinkage-from" />
        <DateField label={t('reports.to')} value={to} onChange={setTo} testId="shrinkage-to" />
      </div>
      <Answered asked={asked}>
        {({ rows, counted, worth }) =>
          counted === 0 ? (
            <Empty icon={CircleCheck} title={t('counts.shrinkage.none')} text={t('counts.shrinkage.noneText')} />
          ) : (
            <>
              <div className={css.figures}>
                <span className={css.figure}>
                  {t('counts.shrinkage.counted')}
                  <strong>{formats.count(counted)}</strong>
                </span>
                <span className={css.figure}>
                  {t('counts.review.sums.net')}
                  <strong data-testid="shrinkage-worth">{formats.money(worth)}</strong>
                </span>
              </div>
              <div className={css.wide}>
                <table className={css.table}>
                  <thead>
                    <tr>
                      <th>{t('counts.review.reason')}</th>
                      <th data-number>{t('counts.shrinkage.products')}</th>
                      <th data-number>{t('counts.review.worth')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {rows.map((row) => (
                      <tr key={row.reason} data-testid="shrinkage-row" data-reason={row.reason}>
                        <th scope="row">{reasonWords(t, row.reason)}</th>
                        <td data-number>{formats.count(row.products)}</td>
                        <td data-number>{formats.money(row.worth)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
              <div>
                <ExportAction
                  csvOf={() => dataCsv(rows, fields)}
                  name={`shrinkage-${from}-${to}`}
                  disabled={rows.length === 0}
                  testId="shrinkage-export"
                />
              </div>
            </>
          )
        }
      </Answered>
    </StartFrame>
  );
}
