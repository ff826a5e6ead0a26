import type { SalesOrders } from '#contracts/http/sales-report.ts';
import { csvText, majorUnits } from '#sync-server/views/csv.ts';

/** The receipts behind a number, amounts in major units with a point. */
export function salesOrdersCsv({ period, currency, digits, orders }: SalesOrders): string {
  const money = (amount: number) => majorUnits(amount, digits);
  const withProfit = orders.some(({ profit }) => profit !== undefined);
  return csvText([
    ['from', period.from, 'to', period.to, 'currency', currency],
    ['receipt', 'store', 'date', 'at', 'operator', 'amount', 'count', 'total', ...(withProfit ? ['profit'] : [])],
    ...orders.map(({ receipt, storeId, businessDate, at, operatorId, operatorName, amount, count, total, profit }) => [
      receipt,
      storeId,
      businessDate,
      at,
      operatorName ?? operatorId ?? '',
      money(amount),
      count,
      money(total),
      ...(withProfit ? [money(profit ?? 0)] : []),
    ]),
  ]);
}
