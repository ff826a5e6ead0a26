import { CircleCheck, Download } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type LeftRow,
  SaleStopAnswer,
  type SaleStopRow,
  SoldAnswer,
  type SoldRow,
} from '#contracts/http/sale-stops.ts';
import { UNIT_SCALE } from '#domain/catalog/variant.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { errorWords } from '#renderer/app/error-words.ts';
import { localName } from '#renderer/app/local-name.ts';
import { askServer, sendToServer } from '#renderer/app/server-api.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { useServer } from '#renderer/app/use-server.ts';
import { StartFrame } from '#renderer/features/stock/work/start-frame.tsx';
import { Action } from '#renderer/ui/action.tsx';
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { saveFile } from '#renderer/ui/save-file.ts';
import css from './recall.module.css';

/** One stop: what of it was sold and to whom it can be told, what is left, and its end. */
export function SoldView({ stopId, onBack }: { stopId: string; onBack: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const asked = useServer(`/sale-stops/${stopId}/sold`, SoldAnswer);
  const [fault, setFault] = useState<string | null>(null);
  const [sure, setSure] = useState(false);

  async function lift(): Promise<void> {
    const answer = await askServer(`/sale-stops/${stopId}/lift`, SaleStopAnswer, { method: 'POST', body: {} });
    setSure(false);
    setFault(answer.ok ? null : answer.offline ? 'enrol-server-unreachable' : answer.code);
    asked.again();
  }
  async function save(sku: string): Promise<void> {
    const csv = await sendToServer(`/sale-stops/${stopId}/sold.csv`, {});
    if (csv.ok) saveFile(document, `sold-${sku}.csv`, 'text/csv', csv.value);
    setFault(csv.ok ? null : csv.offline ? 'enrol-server-unreachable' : csv.code);
  }

  return (
    <StartFrame title={t('recall.sold')} hint={t('recall.soldHint')} onBack={onBack} testId="recall-sold">
      {fault && <Notice {...errorWords(t, fault)} />}
      <Answered asked={asked} offlineText={t('recall.offline')}>
        {({ row, sold, more, quantity, returned, left }) => (
          <>
            <Heading row={row} />
            <div className={css.figures}>
              <Figure label={t('recall.receipts')} value={formats.count(row.receipts)} />
              <Figure label={t('recall.quantity')} value={formats.quantity(quantity, row.unit)} />
              <Figure label={t('recall.returned')} value={formats.quantity(returned, row.unit)} />
            </div>
            <div className={css.buttons}>
              <Action icon={Download} onClick={() => void save(row.sku)} data-testid="recall-csv">
                {t('recall.csv')}
              </Action>
              {row.stop.status === 'active' && !sure && (
                <Action icon={CircleCheck} onClick={() => setSure(true)} data-testid="recall-lift">
                  {t('recall.lift')}
                </Action>
              )}
              {sure && (
                <>
                  <Action tone="bad" onClick={() => void lift()} data-testid="recall-lift-sure">
                    {t('recall.liftSure')}
                  </Action>
                  <Action onClick={() => setSure(false)}>{t('recall.liftNot')}</Action>
                </>
              )}
            </div>
            <LeftTable left={left} row={row} />
            <SoldTable sold={sold} row={row} />
            {more > 0 && <p className={css.sub}>{t('recall.more', { count: more })}</p>}
          </>
        )}
      </Answered>
    </StartFrame>
  );
}

function Heading({ row }: { row: SaleStopRow }) {
  const { t, i18n } = useTranslation();
  const { stop } = row;
  const facts = [row.sku, stop.batch !== undefined && t('recall.batchOf', { batch: stop.batch }), stop.reason];
  return (
    <div className={css.product} data-testid="recall-heading">
      <strong>{localName(row, i18n.language)}</strong>
      <span className={css.sub}>{facts.filter((words) => typeof words === 'string').join(' · ')}</span>
      <span className={css.state} data-active={stop.status === 'active' || undefined}>
        {t(stop.status === 'lifted' ? 'recall.lifted' : `recall.kinds.${stop.kind}`)}
      </span>
    </div>
  );
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <span className={css.figure}>
      {label}
      <strong>{value}</strong>
    </span>
  );
}

function LeftTable({ left, row }: { left: readonly LeftRow[]; row: SaleStopRow }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const ofBatch = row.stop.batch !== undefined;
  return (
    <section aria-label={t('recall.left')}>
      <h3 className={css.heading}>{t('recall.left')}</h3>
      {left.length === 0 && <p className={css.sub}>{t('recall.leftNone')}</p>}
      <ul className={css.list}>
        {left.map(({ locationId, storeName, onHand, batch }) => (
          <li key={locationId} className={css.row} data-testid="recall-left">
            <span className={css.what}>{storeName ?? locationId}</span>
            {ofBatch && batch !== null && (
              <span className={css.sub}>{t('recall.leftBatch', { quantity: formats.quantity(batch, row.unit) })}</span>
            )}
            <strong>{formats.quantity(onHand, row.unit)}</strong>
          </li>
        ))}
      </ul>
    </section>
  );
}

function SoldTable({ sold, row }: { sold: readonly SoldRow[]; row: SaleStopRow }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const columns: DataColumn<SoldRow>[] = [
    {
      id: 'receipt',
      label: t('recall.receipt'),
      share: 3,
      value: ({ receipt, afterStop }) => (afterStop ? `${receipt} ${t('recall.afterStop')}` : receipt),
      cell: ({ receipt, afterStop }) => (
        <>
          {receipt}
          {afterStop && <span className={css.after}>{t('recall.afterStop')}</span>}
        </>
      ),
    },
    { id: 'at', label: t('recall.at'), share: 3, value: ({ at }) => at, cell: ({ at }) => formats.dateTime(at) },
    { id: 'store', label: t('recall.store'), share: 2, value: ({ storeName }) => storeName },
    { id: 'till', label: t('recall.till'), share: 2, value: ({ registerName }) => registerName },
    {
      id: 'quantity',
      label: t('recall.quantity'),
      isNumber: true,
      value: ({ quantity }) => quantity / UNIT_SCALE[row.unit],
      cell: ({ quantity }) => formats.quantity(quantity, row.unit),
    },
    { id: 'batch', label: t('recall.batch'), share: 2, value: ({ batch }) => batch ?? t('recall.batchUnknown') },
    {
      id: 'member',
      label: t('recall.member'),
      share: 2,
      value: ({ member }) => t(member ? 'recall.memberYes' : 'recall.memberNo'),
    },
  ];
  return (
    <DataTable
      label={t('recall.sold')}
      rows={sold}
      columns={columns}
      keyOf={({ orderId, batch }) => `${orderId}/${batch ?? ''}`}
      order={{ by: 'at', descending: true }}
      exportName={`sold-${row.sku}`}
      testId="recall-sold-list"
      rowTestId="recall-sold-row"
      empty={<p className={css.sub}>{t('recall.soldNone')}</p>}
    />
  );
}
