import { csvText } from '#contracts/csv/write-csv.ts';
import type { AbcReport, StockTurnoverReport, StockValueReport } from '#contracts/http/stock-report.ts';
import { UNIT_SCALE } from '#domain/catalog/variant.ts';
import { decimalText } from '#domain/money/decimal-text.ts';

interface Head {
  stores: readonly { name: string }[];
  currency: string;
}

function headOf({ stores, currency }: Head): string[] {
  return ['stores', stores.map(({ name }) => name).join('; '), 'currency', currency];
}

interface Named {
  key: string;
  name?: string | undefined;
  unit?: keyof typeof UNIT_SCALE | undefined;
}

const NAMED = ['key', 'name', 'unit'];

function namedOf({ key, name, unit }: Named): string[] {
  return [key, name ?? '', unit ?? ''];
}

function quantityOf(quantity: number, { unit }: Named): number {
  return quantity / UNIT_SCALE[unit ?? 'each'];
}

/** The report as CSV, amounts and quantities as decimals. */
export function stockValueCsv(report: StockValueReport): string {
  return csvText([
    [...headOf(report), 'at', report.at ?? 'now'],
    [...NAMED, 'quantity', 'value', 'products'],
    ...report.rows.map((row) => [
      ...namedOf(row),
      row.quantity === undefined ? '' : quantityOf(row.quantity, row),
      decimalText(row.value, report.digits),
      row.variants,
    ]),
  ]);
}

/** The report as CSV, amounts as decimals. */
export function stockTurnoverCsv(report: StockTurnoverReport): string {
  const { period, digits, rows } = report;
  return csvText([
    [...headOf(report), 'from', period.from, 'to', period.to],
    [...NAMED, 'cost of sales', 'average value', 'value before', 'value after', 'turns a year', 'days'],
    ...rows.map((row) => [
      ...namedOf(row),
      ...[row.costOfSales, row.averageValue, row.valueBefore, row.valueAfter].map((value) =>
        decimalText(value, digits),
      ),
      row.turnsPpm === null ? '' : row.turnsPpm / 1_000_000,
      row.days ?? '',
    ]),
  ]);
}

/** The report as CSV; shares as they are on screen, the stock's value only where the report has it. */
export function abcCsv(report: AbcReport): string {
  const { period, digits, rows, of } = report;
  const withValue = rows.some(({ value }) => value !== undefined);
  return csvText([
    [...headOf(report), 'from', period.from, 'to', period.to, 'A up to', `${report.a} %`, 'B up to', `${report.b} %`],
    [...NAMED, of, 'quantity', 'share', 'cumulative', 'ABC', 'XYZ', ...(withValue ? ['stock value'] : [])],
    ...rows.map((row) => [
      ...namedOf(row),
      decimalText(row.amount, digits),
      quantityOf(row.quantity, row),
      row.sharePpm / 1_000_000,
      row.cumulativePpm / 1_000_000,
      row.class,
      row.xyz ?? '',
      ...(withValue ? [decimalText(row.value ?? 0, digits)] : []),
    ]),
  ]);
}
