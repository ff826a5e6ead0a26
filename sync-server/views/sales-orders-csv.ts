import { csvText } from '#contracts/csv/write-csv.ts';
import type { SalesOrders } from '#contracts/http/sales-report.ts';
import { decimalText } from '#domain/money/decimal-text.ts';

/** The receipts behind a number, amounts in major units with a point. */
export function salesOrdersCsv({ period, currency, digits, orders }: SalesOrders): string {
  const money = (amount: number) => decimalText(amount, digits);
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
