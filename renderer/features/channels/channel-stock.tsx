import { Package, Send } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import Type from 'typebox';
import { type ChannelRow, ChannelStockList, type ChannelStockRow } from '#contracts/http/channels.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { useFormats } from '#renderer/app/till-context.tsx';
import { useLastGood } from '#renderer/app/use-last-good.ts';
import { useServer } from '#renderer/app/use-server.ts';
import { FaultNotice } from '#renderer/features/saving/fault-notice.tsx';
import { useSending } from '#renderer/features/saving/use-sending.ts';
import { Action } from '#renderer/ui/action.tsx';
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import css from './channels.module.css';
import { type ProductStock, productStocks } from './product-stocks.ts';

const Pushed = Type.Object({ ok: Type.Literal(true) });

interface ChannelStockProps {
  row: ChannelRow;
  locations: readonly { locationId: string; name: string }[];
}

/** What a channel may sell of each product, what it was last told, and what differs; all of it is told again on demand. */
export function ChannelStock({ row: { channel }, locations }: ChannelStockProps) {
  const { t } = useTranslation();
  /** Where the page that is shown begins, and where those before it did. */
  const [pages, setPages] = useState<readonly string[]>(['']);
  const [pushed, setPushed] = useState(false);
  const after = pages.at(-1) ?? '';
  const asked = useLastGood(
    useServer(`/channels/${channel.channelId}/stock`, ChannelStockList, after === '' ? {} : { after }),
  );
  const { busy, fault, send } = useSending();

  async function push(): Promise<void> {
    const path = `/channels/${channel.channelId}/stock/push`;
    if (!(await send(path, Pushed, { method: 'POST', body: {} }))) return;
    setPushed(true);
    asked.again();
  }
  return (
    <div className={sheet.section} data-testid="channel-stock">
      <FaultNotice fault={fault} />
      {pushed && (
        <Notice tone="ok" code="channel-pushed" title={t('channels.pushed')} next={t('channels.pushedNext')} />
      )}
      <Answered asked={asked} offlineText={t('channels.offline')}>
        {({ rows, more }) => (
          <>
            <StockTable
              key={after}
              rows={rows}
              locations={locations}
              push={
                <Action icon={Send} disabled={busy} onClick={() => void push()} data-testid="channel-push">
                  {t('channels.push')}
                </Action>
              }
            />
            {(more || pages.length > 1) && (
              <div className={sheet.actions}>
                {pages.length > 1 && (
                  <Action onClick={() => setPages(pages.slice(0, -1))}>{t('channels.earlier')}</Action>
                )}
                {more && (
                  <Action onClick={() => setPages([...pages, rows.at(-1)?.variantId ?? ''])}>
                    {t('channels.further')}
                  </Action>
                )}
              </div>
            )}
          </>
        )}
      </Answered>
    </div>
  );
}

interface StockTableProps {
  rows: readonly ChannelStockRow[];
  locations: ChannelStockProps['locations'];
  push: ReactNode;
}

function StockTable({ rows, locations, push }: StockTableProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [only, setOnly] = useState(false);
  const products = productStocks(rows);
  const differing = products.filter(({ differs }) => differs);
  const nameOf = (locationId: string): string =>
    locations.find((one) => one.locationId === locationId)?.name ?? locationId;
  const number = (id: 'onHand' | 'committed' | 'staged' | 'safetyStock' | 'sellable'): DataColumn<ProductStock> => ({
    id,
    label: t(`channels.stock.${id}`),
    isNumber: true,
    value: (product) => product[id],
    cell: (product) => formats.count(product[id]),
  });
  const columns: DataColumn<ProductStock>[] = [
    {
      id: 'name',
      label: t('products.name'),
      share: 3,
      value: ({ name }) => name,
      cell: ({ name, places }) => (
        <span className={css.product}>
          <span>{name}</span>
          <span className={sheet.hint}>
            {places.map(({ locationId, sellable }) => `${nameOf(locationId)} ${formats.count(sellable)}`).join(' · ')}
          </span>
        </span>
      ),
    },
    { id: 'sku', label: t('products.sku'), value: ({ sku }) => sku },
    number('onHand'),
    number('committed'),
    number('staged'),
    number('safetyStock'),
    number('sellable'),
    {
      id: 'told',
      label: t('channels.stock.told'),
      share: 2,
      isNumber: true,
      value: ({ told }) => told ?? '',
      cell: ({ told, toldAt, fault, differs }) => (
        <span className={css.told} data-differs={differs || undefined}>
          <span>{told === null ? t('channels.untold') : formats.count(told)}</span>
          <span className={sheet.hint}>{fault ?? (toldAt === null ? '' : formats.dateTime(toldAt))}</span>
        </span>
      ),
    },
  ];
  return (
    <DataTable
      label={t('channels.tabs.stock')}
      rows={only ? differing : products}
      columns={columns}
      keyOf={({ variantId }) => variantId}
      order={{ by: 'name', descending: false }}
      exportName="channel-stock"
      testId="channel-stock"
      rowTestId="channel-stock-row"
      attributes={({ sku, differs }) => ({ 'data-sku': sku, 'data-differs': String(differs) })}
      empty={<Empty icon={Package} title={t('channels.noStock')} text={t('channels.noStockText')} />}
    >
      <Action aria-pressed={only} onClick={() => setOnly(!only)} data-testid="channel-stock-differs">
        {t('channels.differing', { count: differing.length })}
      </Action>
      {push}
    </DataTable>
  );
}
