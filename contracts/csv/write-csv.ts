type Rows = readonly (readonly (string | number)[])[];

/** Rows as a CSV file for a spreadsheet: UTF-8 with a byte-order mark (RFC 4180). */
export function csvText(rows: Rows): string {
  return fileOf(rows, (value) => quoted(unformulaic(String(value))));
}

/** Rows as a CSV file that shall be read in again: every text as it is, also one that a spreadsheet takes for a formula. */
export function returningCsvText(rows: Rows): string {
  return fileOf(rows, (value) => quoted(String(value)));
}

function fileOf(rows: Rows, field: (value: string | number) => string): string {
  return `\ufeff${rows.map((row) => row.map(field).join(',')).join('\r\n')}\r\n`;
}

/** Quoted where it must be (RFC 4180, section 2), or where a spreadsheet might part it otherwise. */
function quoted(text: string): string {
  return /[",\r\n\t;']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * A text that no spreadsheet takes for a formula: one that begins with one of = + - @, a tab or a line break gets an apostrophe
 * before it (OWASP, CSV Injection). Plain numbers stay.
 */
function unformulaic(text: string): string {
  return !/^-?\d+(\.\d+)?$/.test(text) && /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
}
