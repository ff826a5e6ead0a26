import { csvField } from './csv-field.ts';

/** Rows as a CSV file: UTF-8 with a byte-order mark, for spreadsheets (RFC 4180). */
export function csvText(rows: readonly (readonly (string | number)[])[]): string {
  return `\ufeff${rows.map((row) => row.map(safeField).join(',')).join('\r\n')}\r\n`;
}

/**
 * A field of a CSV that no spreadsheet takes for a formula: a text that begins with one of = + - @, a tab or a line break gets an
 * apostrophe before it (OWASP, CSV Injection). Plain numbers stay.
 */
function safeField(value: string | number): string {
  const text = String(value);
  const isNumber = /^-?\d+(\.\d+)?$/.test(text);
  const safe = !isNumber && /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[\t;]/.test(safe) || safe !== text ? `"${safe.replaceAll('"', '""')}"` : csvField(safe);
}
