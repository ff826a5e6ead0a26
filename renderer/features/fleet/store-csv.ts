import { returningCsvText } from '#contracts/csv/write-csv.ts';
import type { FleetStore } from '#contracts/http/fleet.ts';
import { refuseCsv } from '#contracts/product-csv/csv-refusal.ts';
import type { CsvLine } from '#contracts/product-csv/csv-table.ts';
import type { Read } from '#contracts/product-csv/product-csv-rules.ts';
import { currencyDigits } from '#contracts/settings/money-faults.ts';
import { businessFaults } from '#contracts/settings/store-faults.ts';
import { type RecordsRead, readChoice, readRecordsCsv, readText } from '#renderer/features/many/read-records-csv.ts';
import { isStoreId, shortNameOf } from './store-draft.ts';

/** A store as a file names it. */
export interface StoreRecord extends Omit<FleetStore, 'revision'> {
  /** The store whose settings, taxes and prices a new one takes over; null of one that there is. */
  model: { storeId: string; prices: boolean } | null;
}

const COLUMNS = [
  'id',
  'name',
  'legal name',
  'address',
  'tax number',
  'currency',
  'language',
  'time zone',
  'day starts',
  'updates',
] as const;
const YES_NO = ['yes', 'no'] as const;
/** Characters, as in the forms. */
const MOST = { name: 100, 'legal name': 100, 'tax number': 40 } as const;
const LINE_MAX = 200;
const LINES_MAX = 6;
const HOURS = /^((?:[01]\d|2[0-3]):[0-5]\d)\s*[-–]\s*((?:[01]\d|2[0-3]):[0-5]\d)$/;

export function storeRecord({ revision: _, ...store }: FleetStore): StoreRecord {
  return { ...store, model: null };
}

/** Stores as `readStoreCsv` reads them, lines of an address parted by bars. */
export function storeCsv(stores: readonly FleetStore[]): string {
  const lines = stores.map((store) => [
    store.storeId,
    store.name,
    store.legalName ?? '',
    store.address.join('|'),
    store.taxNumber,
    store.currency,
    store.language,
    store.timeZone,
    store.dayStartsAt,
    hoursText(store),
  ]);
  return returningCsvText([COLUMNS, ...lines]);
}

export function hoursText({ updateWindow: { from, to } }: Pick<FleetStore, 'updateWindow'>): string {
  return `${from}-${to}`;
}

/**
 * Reads stores from a CSV with a column `name` and any of the others; what a line leaves empty stays. A line whose `id` is no store's
 * makes one of this short name, like the one that `like` names, or `ownStoreId`; with its prices unless `prices` says no.
 */
export function readStoreCsv(
  bytes: Uint8Array,
  stores: readonly FleetStore[],
  ownStoreId: string,
): RecordsRead<StoreRecord> {
  const listed = stores.map((store) => {
    const { storeId: id, name, revision, archived } = store;
    return { id, name, revision, archived, one: storeRecord(store) };
  });
  const read = (line: CsvLine, before: StoreRecord | null): Read<StoreRecord> => {
    const ground = before ? { ok: true as const, value: before } : newStore(line, stores, ownStoreId);
    return ground.ok ? filled(line, ground.value) : ground;
  };
  return readRecordsCsv<StoreRecord>(bytes, listed, read, isStoreId);
}

/** One that is not there yet, with everything but its name and address of its model. */
function newStore(line: CsvLine, stores: readonly FleetStore[], ownStoreId: string): Read<StoreRecord> {
  const like = line.of('like') || ownStoreId;
  const model = stores.find(({ storeId, name }) => storeId === like || name === like);
  if (!model) return refuseCsv('id-unknown', { text: like });
  const storeId = line.of('id') || shortNameOf(line.of('name'));
  if (!isStoreId(storeId)) return refuseCsv('store-id', { text: line.of('name') });
  if (stores.some((store) => store.storeId === storeId)) return refuseCsv('store-taken', { text: storeId });
  const currency = readChoice(line, 'currency', [model.currency], model.currency);
  if (!currency.ok) return currency;
  const prices = readChoice(line, 'prices', YES_NO, 'yes');
  if (!prices.ok) return prices;
  const { revision: _, ...settings } = model;
  const made = { storeId: model.storeId, prices: prices.value === 'yes' };
  return { ok: true, value: { ...settings, storeId, address: [], archived: false, model: made } };
}

/** With what the line says. */
function filled(line: CsvLine, ground: StoreRecord): Read<StoreRecord> {
  const texts = { name: '', 'legal name': '', 'tax number': '' };
  for (const column of ['name', 'legal name', 'tax number'] as const) {
    const text = readText(line, column, MOST[column]);
    if (!text.ok) return text;
    texts[column] = text.value;
  }
  const address = addressOf(line, ground);
  if (!address.ok) return address;
  const hours = HOURS.exec(line.of('updates'));
  if (line.of('updates') !== '' && !hours) return refuseCsv('hours', { column: 'updates', text: line.of('updates') });
  const [, from = '', to = ''] = hours ?? [];
  const legalName = texts['legal name'] || ground.legalName;
  const after: StoreRecord = {
    ...ground,
    name: texts.name,
    ...(legalName === undefined ? {} : { legalName }),
    address: address.value,
    taxNumber: texts['tax number'] || ground.taxNumber,
    currency: line.of('currency').toUpperCase() || ground.currency,
    language: line.of('language') || ground.language,
    timeZone: line.of('time zone') || ground.timeZone,
    dayStartsAt: line.of('day starts') || ground.dayStartsAt,
    updateWindow: hours ? { from, to } : ground.updateWindow,
  };
  const currency = { code: after.currency, digits: currencyDigits(after.currency) ?? 0 };
  const [fault] = businessFaults({ ...after, currency });
  if (fault)
    return refuseCsv('setting-unknown', { column: COLUMN_OF[fault.at] ?? fault.at, text: textAt(line, fault.at) });
  return { ok: true, value: after };
}

const COLUMN_OF: Readonly<Record<string, string>> = {
  'currency.code': 'currency',
  timeZone: 'time zone',
  dayStartsAt: 'day starts',
};

function textAt(line: CsvLine, at: string): string {
  return line.of(COLUMN_OF[at] ?? at);
}

function addressOf(line: CsvLine, ground: StoreRecord): Read<string[]> {
  const text = line.of('address');
  if (text === '') return { ok: true, value: ground.address };
  const lines = text.split('|').map((part) => part.trim());
  const value = lines.filter((part) => part !== '');
  if (value.length > LINES_MAX) return refuseCsv('lines', { column: 'address', most: String(LINES_MAX) });
  if (value.some((part) => part.length > LINE_MAX))
    return refuseCsv('too-long', { column: 'address', most: String(LINE_MAX) });
  return { ok: true, value };
}
