import { OctagonX } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SaleStopList, type SaleStopRow } from '#contracts/http/sale-stops.ts';
import { UNIT_SCALE } from '#domain/catalog/variant.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { localName } from '#renderer/app/local-name.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { useServer } from '#renderer/app/use-server.ts';
import { StartFrame } from '#renderer/features/stock/work/start-frame.tsx';
import frame from '#renderer/features/stock/work/work.module.css';
import { Action } from '#renderer/ui/action.tsx';
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import css from './recall.module.css';

interface StopListProps {
  onNew: () => void;
  onOpen: (stopId: string) => void;
  onLeave: () => void;
}

const SHOWN = ['all', 'active', 'lifted'] as const;

/** Stops and recalls of the chain, those that hold first. */
export function StopList({ onNew, onOpen, onLeave }: StopListProps) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<(typeof SHOWN)[number]>('all');
  const columns = useColumns();
  const asked = useServer('/sale-stops', SaleStopList);
  return (
    <StartFrame title={t('recall.list')} hint={t('recall.hint')} onBack={onLeave} testId="recall-list">
      <div className={css.buttons}>
        <Action tone="next" size="lg" icon={OctagonX} onClick={onNew} data-testid="recall-new">
          {t('recall.new')}
        </Action>
      </div>
      <Answered asked={asked} offlineText={t('recall.offline')}>
        {({ stops }) =>
          stops.length === 0 ? (
            <Empty icon={OctagonX} title={t('recall.none')} text={t('recall.noneText')} />
          ) : (
            <DataTable
              label={t('recall.list')}
              rows={stops.filter(({ stop }) => shown === 'all' || stop.status === shown)}
              columns={columns}
              keyOf={({ stop }) => stop.stopId}
              // As the server has them: what holds first, then the newest.
              order={{ by: '', descending: false }}
              onOpen={({ stop }) => onOpen(stop.stopId)}
              exportName="stops"
              testId="recall"
              rowTestId="recall-row"
              attributes={({ sku, stop }) => ({ 'data-sku': sku, 'data-status': stop.status })}
              empty={<p className={frame.sub}>{t('recall.noneHere')}</p>}
            >
              <div className={css.shown}>
                <Tabs
                  label={t('table.shown')}
                  value={shown}
                  options={SHOWN.map((value) => ({ value, label: t(`recall.shown.${value}`) }))}
                  onChange={setShown}
                  testId="recall-shown"
                />
              </div>
            </DataTable>
          )
        }
      </Answered>
    </StartFrame>
  );
}

function useColumns(): DataColumn<SaleStopRow>[] {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const stateOf = ({ stop }: SaleStopRow): string =>
    t(stop.status === 'lifted' ? 'recall.lifted' : `recall.kinds.${stop.kind}`);
  return [
    {
      id: 'product',
      label: t('recall.find'),
      share: 2,
      value: (row) => localName(row, i18n.language),
      cell: (row) => (
        <span className={css.what}>
          <span>{localName(row, i18n.language)}</span>
          <span className={css.sub}>{row.sku}</span>
        </span>
      ),
    },
    { id: 'sku', label: t('products.sku'), value: ({ sku }) => sku, hidden: true },
    { id: 'batch', label: t('recall.batch'), value: ({ stop }) => stop.batch ?? '' },
    { id: 'reason', label: t('recall.reason'), share: 2, value: ({ stop }) => stop.reason },
    {
      id: 'since',
      label: t('recall.stopped'),
      share: 2,
      value: ({ stop }) => stop.stoppedAt,
      cell: ({ stop, stoppedByName }) =>
        t('recall.since', { time: formats.dateTime(stop.stoppedAt), name: stoppedByName ?? '—' }),
    },
    {
      id: 'state',
      label: t('table.status'),
      share: 2,
      value: stateOf,
      cell: (row) => (
        <>
          <span className={css.state} data-active={row.stop.status === 'active' || undefined}>
            {stateOf(row)}
          </span>
          {row.stop.lifted &&
            ` · ${t('recall.liftedAt', { time: formats.dateTime(row.stop.lifted.at), name: row.liftedByName ?? '—' })}`}
        </>
      ),
    },
    {
      id: 'sold',
      label: t('recall.quantity'),
      isNumber: true,
      value: ({ sold, unit }) => sold / UNIT_SCALE[unit],
      cell: ({ sold, unit }) => formats.quantity(sold, unit),
    },
    {
      id: 'receipts',
      label: t('recall.receipts'),
      isNumber: true,
      value: ({ receipts }) => receipts,
      cell: ({ receipts }) => formats.count(receipts),
    },
  ];
}
