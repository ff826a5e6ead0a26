import { csvText } from '#contracts/csv/write-csv.ts';
import type { DayBook } from '#contracts/http/reports.ts';
import { decimalText } from '#domain/money/decimal-text.ts';
import { NO_LIABILITIES, turnoverOf } from '#domain/session/liabilities.ts';

/** Amounts in major units with a point, one figure per row: `section,name,count,amount`. UTF-8 with a byte-order mark, for spreadsheets. */
export function dayBookCsv(book: DayBook, digits: number): string {
  const money = (amount: number) => decimalText(amount, digits);
  const turnover = turnoverOf(book);
  const { depositsTaken, depositsDeducted, cardsSold, cardsReturned } = book.liabilities ?? NO_LIABILITIES;
  const rows: (string | number)[][] = [
    ['section', 'name', 'count', 'amount'],
    ['day', book.storeId, '', ''],
    ['day', book.businessDate, book.supplement ?? '', ''],
    ['day', 'currency', '', book.currency],
    ['sales', 'sales', turnover.sales.count, money(turnover.sales.amount)],
    ['sales', 'returns', turnover.returns.count, money(-turnover.returns.amount)],
    ['sales', 'discounts', book.discounts.count, money(-book.discounts.amount)],
    ['sales', 'turnover', '', money(turnover.total)],
    ['not turnover', 'deposits taken', depositsTaken.count, money(depositsTaken.amount)],
    ['not turnover', 'deposits taken off', depositsDeducted.count, money(-depositsDeducted.amount)],
    ['not turnover', 'gift cards sold', cardsSold.count, money(cardsSold.amount)],
    ...(cardsReturned
      ? [['not turnover', 'gift cards taken back', cardsReturned.count, money(-cardsReturned.amount)]]
      : []),
    ['sales', 'rounding', '', money(book.rounding)],
    ['sales', 'tips', '', money(book.tips)],
    ['sales', 'total', '', money(book.total)],
    ...book.taxes.flatMap(({ code, ratePpm, base, amount }) => [
      ['tax base', `${code} ${ratePpm / 10_000}%`, '', money(base)],
      ['tax', `${code} ${ratePpm / 10_000}%`, '', money(amount)],
    ]),
    ...book.tenders.flatMap(({ tender, expected, declared, difference }) => [
      ['tender expected', tender, '', money(expected)],
      ['tender declared', tender, '', declared === null ? '' : money(declared)],
      ['tender difference', tender, '', money(difference)],
    ]),
    ['cash', 'in', '', money(book.cash.in)],
    ['cash', 'out', '', money(-book.cash.out)],
    ['cash', 'pickups', '', money(-book.cash.pickups)],
    ['cash', 'banked', '', money(book.cash.banked)],
    ...liabilities('stored value', book.storedValue, money),
    ...liabilities('accounts', book.accounts, money),
    ...liabilities('deposits', book.deposits ?? {}, money),
    ...book.sessions.map((session) => ['session', session.registerName, session.receipts, money(session.total)]),
    ['checks', 'late facts', book.late, ''],
    ['checks', 'quarantined', '', money(book.quarantined)],
  ];
  return csvText(rows);
}

function liabilities(section: string, figures: Record<string, number>, money: (amount: number) => string): string[][] {
  return Object.entries(figures).map(([name, amount]) => [section, name, '', money(amount)]);
}
