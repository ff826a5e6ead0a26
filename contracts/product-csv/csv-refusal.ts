/** Why a row, or a file as a whole, is not taken: in English for a report, `{…}` being gaps. A screen has words of its own by code. */
export const CSV_REASONS = {
  'encoding-utf16': 'the file is written in UTF-16; save it as "CSV UTF-8" and import it again',
  'encoding-gbk': 'the file is written in GBK (a Chinese code page); save it as "CSV UTF-8" and import it again',
  'encoding-other': 'the file is written in another code page than UTF-8; save it as "CSV UTF-8" and import it again',
  'file-other': 'the file is no CSV; save it as "CSV UTF-8" and import it again',
  'file-empty': 'the file is empty',
  'column-twice': 'the column "{column}" is there twice',
  'column-missing': 'the header has no column {columns}',
  'column-store': '{columns} names a store that is not known here',
  'quote-open': 'a quote is opened and never closed: nothing from here on was read',
  'sku-twice': 'sku "{sku}" is already on line {line}',
  empty: '{column} is empty',
  unit: 'unit "{text}" is none of {units}',
  'gtin-digit': 'gtin "{text}" has a wrong check digit: {expected} would be right',
  'gtin-rounded': 'gtin "{text}" was rounded by a spreadsheet: format the column as text',
  'gtin-length': 'gtin "{text}" does not have 8, 12, 13 or 14 digits',
  number: '{column} "{text}" is not a plain number such as 12.95',
  thousands: '{column} "{text}" could mean thousands: write it with a point and without separators',
  decimals: '{column} "{text}" has more than {digits} decimals',
  plu: 'plu "{text}" is not a number of up to 10 digits',
  age: 'minimum age "{text}" is not a number of years',
  'stored-value': 'stored value "{text}" can only be gift-card',
  switch: '{column} "{text}" is neither yes nor no',
  quantity: '{column} "{text}" is not a sku with a quantity, such as DEPOSIT*2',
  'net-content': 'net content "{text}" is not a whole number of g, ml, mm or each, such as 500 g',
  picture: 'picture "{text}" is not the name of a picture that was uploaded',
  'product-unknown': 'no product has the sku or barcode "{text}"',
  'pack-size': 'pack "{text}" is nothing, or too much',
  'too-long': '{column} has more than {most} characters',
  'items-full': 'a supplier has at most {most} products',
  date: '{column} "{text}" is no day such as 2026-12-01, nor one with a time such as 2026-12-01 08:00',
  'id-unknown': 'nothing here has the id "{text}"',
  choice: '{column} "{text}" is none of {choices}',
  'email-wrong': '"{text}" is no e-mail address',
  'days-wrong': '{column} "{text}" is not a whole number of days up to 365',
  'row-twice': '"{text}" is already on line {line}',
  'group-unknown': 'no customer group in use, or more than one, is called "{text}"',
  'store-id': '"{text}" makes no short name: fill id with 2 to 30 letters without accents, digits or hyphens',
  'store-taken': 'there is a store with the short name "{text}" already: give this one another id',
  'setting-unknown': '{column} "{text}" is not known',
  hours: '{column} "{text}" are no hours such as 22:00-05:00',
  lines: '{column} has more than {most} lines',
  'member-none': '{column}: no member has "{text}"',
  'member-several': '{column}: several members have "{text}"; name them by their card',
  unfit: '{column} {message}',
} as const;
export type CsvReason = keyof typeof CSV_REASONS;

export interface CsvRefusal {
  ok: false;
  reason: string;
  code: CsvReason;
  params: Record<string, string>;
}

/** A refusal as a value: its code and gaps for screens, and the English sentence with the gaps filled. */
export function refuseCsv(code: CsvReason, params: Record<string, string> = {}): CsvRefusal {
  const reason = CSV_REASONS[code].replace(/\{(\w+)\}/g, (_, gap: string) => params[gap] ?? '');
  return { ok: false, reason, code, params };
}
