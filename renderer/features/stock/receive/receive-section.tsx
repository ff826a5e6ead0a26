import { UnstyledButton } from '@mantine/core';
import { PackagePlus } from 'lucide-react';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { ExpectedOrderList, type ExpectedOrderRow } from '#contracts/http/stock.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { mayOf } from '#renderer/app/at-till.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { useServer } from '#renderer/app/use-server.ts';
import type { StockSectionProps } from '#renderer/features/stock/stock-parts.ts';
import { useSuppliers } from '#renderer/features/stock/supplier/use-suppliers.ts';
import { StartFrame } from '#renderer/features/stock/work/start-frame.tsx';
import css from '#renderer/features/stock/work/work.module.css';
import { type Begin, WorkSection } from '#renderer/features/stock/work/work-section.tsx';
import { Action } from '#renderer/ui/action.tsx';
import { orderDraft } from './order-draft.ts';

/** Takes in a delivery, against an order or without one. A task's subject `order/<id>` begins with that order. */
export function ReceiveSection(props: StockSectionProps) {
  return <WorkSection {...props} kind="receive" start={(begin) => <StartReceive {...props} begin={begin} />} />;
}

const ORDER = /^order\/(.+)$/;

function StartReceive({ config, operatorId, task, onBack, begin }: StockSectionProps & { begin: Begin }) {
  const { t } = useTranslation();
  const { locationId } = config.store;
  const asked = useServer('/purchase-orders', ExpectedOrderList, { status: 'sent', locationId });
  const { suppliers } = useSuppliers(mayOf(config, operatorId, 'purchasing'), locationId);
  const wanted = ORDER.exec(task.subject ?? '')?.[1];
  const orders = asked.answer?.ok ? asked.answer.value.orders : [];
  const chosen = orders.find(({ order }) => order.purchaseOrderId === wanted);
  const start = (row: ExpectedOrderRow): void => begin(orderDraft(row, uuid));
  const startChosen = useEffectEvent((row: ExpectedOrderRow) => start(row));
  useEffect(() => {
    if (chosen) startChosen(chosen);
  }, [chosen]);
  return (
    <StartFrame title={t('stock.kinds.receive')} hint={t('stock.receive.which')} onBack={onBack} testId="start-receive">
      <div className={css.buttons}>
        <Action icon={PackagePlus} size="lg" onClick={() => begin({})} data-testid="receive-free">
          {t('stock.receive.without')}
        </Action>
        {suppliers.length > 0 && (
          <select
            className={css.select}
            aria-label={t('stock.receive.fromSupplier')}
            value=""
            onChange={(event) => {
              const supplier = suppliers.find(({ id }) => id === event.currentTarget.value);
              if (supplier) begin({ supplier });
            }}
            data-testid="receive-supplier"
          >
            <option value="">{t('stock.receive.fromSupplier')}</option>
            {suppliers.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </div>
      <h3 className={css.heading}>{t('stock.receive.orders')}</h3>
      <Answered asked={asked} offlineText={t('stock.receive.offline')}>
        {() =>
          orders.length === 0 ? (
            <p className={css.sub}>{t('stock.receive.noOrders')}</p>
          ) : (
            <div className={css.rows}>
              {orders.map((row) => (
                <OrderRow key={row.order.purchaseOrderId} row={row} onChoose={() => start(row)} />
              ))}
            </div>
          )
        }
      </Answered>
    </StartFrame>
  );
}

function OrderRow({ row, onChoose }: { row: ExpectedOrderRow; onChoose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { order, supplierName, received } = row;
  return (
    <UnstyledButton type="button" className={css.row} onClick={onChoose} data-testid="order-row">
      <span className={css.words}>
        <span className={css.name}>{supplierName}</span>
        <span className={css.sub}>
          {[
            t('stock.receive.number', { number: order.number }),
            order.expectedOn === undefined ? '' : t('stock.receive.due', { date: formats.day(order.expectedOn) }),
          ]
            .filter((part) => part !== '')
            .join(' · ')}
        </span>
      </span>
      {Object.values(received).some((quantity) => quantity > 0) && (
        <span className={css.chips}>{t('stock.accept.status.partly-accepted')}</span>
      )}
      <span className={css.sub}>{t('stock.work.sum', { count: order.lines.length })}</span>
    </UnstyledButton>
  );
}
