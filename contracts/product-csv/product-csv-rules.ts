import type { ProductRow } from '#contracts/http/api.ts';
import { type CsvRefusal, refuseCsv } from './csv-refusal.ts';
import type { ProductColumns, RuleColumn } from './product-csv-columns.ts';

export type Read<Value> = { ok: true; value: Value } | CsvRefusal;

type Rules = NonNullable<ProductRow['rules']>;

/** What sets a product apart; undefined when the file has no column for it, so that an import of prices keeps what is known. */
export function readRules(
  fields: readonly string[],
  { rules: columns, options }: ProductColumns,
): Read<Rules | undefined> {
  if (columns.size + options.size === 0) return { ok: true, value: undefined };
  const text = (name: RuleColumn) => fields[columns.get(name) ?? -1] ?? '';
  const rules: Rules = {};
  if (text('product') !== '') rules.productName = text('product');
  const chosen = [...options].map(([name, column]): [string, string] => [name, fields[column] ?? '']);
  const filled = chosen.filter(([, value]) => value !== '');
  if (filled.length > 0) rules.options = Object.fromEntries(filled);
  for (const [column, rule] of SWITCHES) {
    const read = readSwitch(text(column), column);
    if (!read.ok) return read;
    if (read.value) rules[rule] = true;
  }
  for (const rule of ['linked', 'parts'] as const) {
    const read = readQuantities(text(rule), rule);
    if (!read.ok) return read;
    if (read.value.length > 0) rules[rule] = read.value;
  }
  return readRest(rules, text);
}

function readRest(rules: Rules, text: (name: RuleColumn) => string): Read<Rules> {
  const [plu, age, stored] = [text('plu'), text('minimumage'), text('storedvalue').toLowerCase()];
  if (plu !== '') {
    if (!/^\d{1,10}$/.test(plu)) return refuseCsv('plu', { text: plu });
    rules.plu = plu.replace(/^0+(?=\d)/, '');
  }
  if (age !== '') {
    if (!/^[1-9]\d?$/.test(age)) return refuseCsv('age', { text: age });
    rules.minimumAge = Number(age);
  }
  if (stored !== '') {
    if (stored !== 'gift-card') return refuseCsv('stored-value', { text: stored });
    rules.storedValue = stored;
  }
  return { ok: true, value: rules };
}

const SWITCHES = [
  ['openprice', 'openPrice'],
  ['service', 'service'],
  ['serialised', 'serialised'],
  ['undiscountable', 'undiscountable'],
  ['unreturnable', 'unreturnable'],
] as const;

/** `yes`, `no` or nothing, as spreadsheets and people write them. */
export function readSwitch(text: string, column: string): Read<boolean> {
  if (/^(yes|true|1|x)$/i.test(text)) return { ok: true, value: true };
  if (/^(|no|false|0)$/i.test(text)) return { ok: true, value: false };
  return refuseCsv('switch', { column, text });
}

/** `SKU*2|OTHER`: skus parted by a bar, each with a quantity in smallest units (1 when it has none). */
function readQuantities(text: string, column: string): Read<{ sku: string; quantity: number }[]> {
  const quantities: { sku: string; quantity: number }[] = [];
  for (const part of text.split('|').map((each) => each.trim())) {
    if (part === '') continue;
    const [, sku = '', count = '1'] = /^(.*?)(?:\*(\d{1,9}))?$/.exec(part) ?? [];
    if (sku.trim() === '' || Number(count) === 0) {
      return refuseCsv('quantity', { column, text: part });
    }
    quantities.push({ sku: sku.trim(), quantity: Number(count) });
  }
  return { ok: true, value: quantities };
}
