import { Package } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChannelGoods } from '#contracts/http/channel-goods.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import css from './channels.module.css';
import type { GoodsFrame } from './goods-frame.ts';

interface GoodsTableProps extends Pick<GoodsFrame, 'money' | 'nameOf'> {
  rows: readonly ChannelGoods[];
  /** Whether these are all, so that they are searched here. */
  isWhole: boolean;
  chosen: ReadonlySet<string>;
  onChosen: (keys: ReadonlySet<string>) => void;
  onOpen: (row: ChannelGoods) => void;
  /** What can be done with those that are chosen. */
  actions: ReactNode;
  /** Stands in place of rows where there are none. */
  empty: { title: string; text: string };
  /** Beside the search. */
  children: ReactNode;
}

type Figure = 'onHand' | 'committed' | 'staged' | 'safetyStock';

/** Products as a channel sells them, over all its locations. */
export function GoodsTable({
  rows,
  isWhole,
  money,
  nameOf,
  chosen,
  onChosen,
  onOpen,
  actions,
  empty,
  children,
}: GoodsTableProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const sumOf = ({ places }: ChannelGoods, id: Figure) => places.reduce((sum, place) => sum + place[id], 0);
  const number = (id: Figure): DataColumn<ChannelGoods> => ({
    id,
    label: t(`channels.stock.${id}`),
    isNumber: true,
    value: (row) => sumOf(row, id),
    cell: (row) => formats.quantity(sumOf(row, id), row.unit),
  });
  const statusOf = ({ listing: { status } }: ChannelGoods) => t(`channels.goods.statuses.${status ?? 'unsaid'}`);
  const columns: DataColumn<ChannelGoods>[] = [
    {
      id: 'name',
      label: t('products.name'),
      share: 3,
      value: ({ name }) => name,
      cell: ({ name, places, unit }) => (
        <span className={css.product}>
          <span>{name}</span>
          <span className={sheet.hint}>
            {places
              .map(({ locationId, sellable }) => `${nameOf(locationId)} ${formats.quantity(sellable, unit)}`)
              .join(' · ')}
          </span>
        </span>
      ),
    },
    { id: 'sku', label: t('products.sku'), share: 1.5, value: ({ sku }) => sku },
    {
      id: 'status',
      label: t('channels.goods.status'),
      value: statusOf,
      cell: (row) => (
        <span className={css.product}>
          <span>{statusOf(row)}</span>
          {row.ahead[0] && <span className={sheet.hint}>{formats.dateTime(row.ahead[0].effectiveAt)}</span>}
        </span>
      ),
    },
    {
      id: 'price',
      label: t('channels.goods.price'),
      isNumber: true,
      value: ({ listing, storeAmount }) => listing.amount ?? storeAmount ?? '',
      cell: ({ listing: { amount }, storeAmount }) => (
        <span className={css.told} data-differs={amount !== null || undefined}>
          <span>{amount === null && storeAmount === null ? '' : money(amount ?? storeAmount ?? 0)}</span>
        </span>
      ),
    },
    number('onHand'),
    number('committed'),
    { ...number('staged'), hidden: true },
    number('safetyStock'),
    {
      id: 'sellable',
      label: t('channels.stock.sellable'),
      isNumber: true,
      value: ({ sellable }) => sellable,
      cell: ({ sellable, unit }) => formats.quantity(sellable, unit),
    },
    {
      id: 'told',
      label: t('channels.stock.told'),
      share: 2,
      isNumber: true,
      value: ({ told }) => told ?? '',
      cell: ({ told, toldAt, fault, differs, unit }) => (
        <span className={css.told} data-differs={differs || undefined}>
          <span>{told === null ? t('channels.untold') : formats.quantity(told, unit)}</span>
          <span className={sheet.hint}>{fault ?? (toldAt === null ? '' : formats.dateTime(toldAt))}</span>
        </span>
      ),
    },
  ];
  return (
    <DataTable
      label={t('channels.tabs.stock')}
      rows={rows}
      hasSearch={isWhole}
      columns={columns}
      keyOf={({ variantId }) => variantId}
      order={{ by: 'name', descending: false }}
      onOpen={onOpen}
      choice={{ chosen, onChosen, nameOf: ({ name }) => name }}
      actions={actions}
      exportName="channel-stock"
      testId="channel-stock"
      rowTestId="channel-stock-row"
      attributes={({ sku, differs }) => ({ 'data-sku': sku, 'data-differs': String(differs) })}
      empty={<Empty icon={Package} {...empty} />}
    >
      {children}
    </DataTable>
  );
}
