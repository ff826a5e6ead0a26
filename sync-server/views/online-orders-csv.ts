import { csvText } from '#contracts/csv/write-csv.ts';
import type { OnlineOrderRow } from '#contracts/http/online-orders.ts';
import { decimalText } from '#domain/money/decimal-text.ts';

/** Orders as a file; amounts with `digits` after the point. */
export function onlineOrdersCsv(orders: readonly OnlineOrderRow[], digits: number): string {
  return csvText([
    [
      ...['number', 'channel', 'store', 'placed', 'due', 'customer', 'member', 'pieces', 'total', 'currency'],
      ...['fulfilment', 'payment', 'return', 'locations'],
    ],
    ...orders.map((order) => [
      ...[order.number, order.channelName, order.storeId, order.placedAt, order.dueAt ?? ''],
      ...[order.customerName ?? '', order.memberId ?? '', order.pieces, decimalText(order.total, digits)],
      ...[order.currency, order.fulfilment, order.payment, order.return, order.locationIds.join(' ')],
    ]),
  ]);
}
