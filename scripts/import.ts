import type { ImportAnswer, ProductRow } from '#contracts/http/api.ts';
import { openDoor, postProducts, type ServerDoor } from './import-door.ts';
import { readImportFile } from './import-file.ts';
import type { StartOptions } from './start-options.ts';

/**
 * Imports a file of products, says how far it is, and reports. Gives the exit code: 0 when something was read, with what was
 * refused listed; 1 when nothing could be done.
 */
export async function importFile(options: StartOptions): Promise<number> {
  const door = await openDoor(options);
  if (!door.ok) return fail(door.message);
  try {
    return await importThrough(door.door, options);
  } finally {
    await door.door.close();
  }
}

async function importThrough(door: ServerDoor, { subject: file = '', store, dataDir }: StartOptions): Promise<number> {
  const known = door.stores.map(({ storeId }) => storeId);
  if (known.length === 0) return fail(`There is no store in ${dataDir} yet; npm start makes those of the demo.`);
  if (store !== undefined && !known.includes(store)) {
    return fail(`There is no store "${store}"; there are: ${known.join(', ')}.`);
  }
  const read = await readImportFile(file, door.stores);
  if (!read.ok) return fail(read.message);
  if (read.ignored.length > 0) console.log(`Columns that mean nothing here: ${read.ignored.join(', ')}.`);
  const rows = store === undefined ? read.rows : read.rows.map((row) => onlyFor(store, row));
  const imported = await postProducts(door, rows, (sent) => console.log(`${sent} of ${rows.length} products …`));
  if (!imported.ok) return fail(imported.message);
  const refused = [...read.refused, ...imported.answer.refused].sort((a, b) => a.line - b.line);
  console.log(report({ ...imported.answer, refused }));
  return refused.length > 0 && done(imported.answer) === 0 ? 1 : 0;
}

function onlyFor(store: string, row: ProductRow): ProductRow {
  const own = (values: Record<string, number>) =>
    Object.fromEntries(Object.entries(values).filter(([storeId]) => storeId === store));
  return { ...row, prices: own(row.prices), stock: own(row.stock) };
}

function done({ created, changed, unchanged }: ImportAnswer): number {
  return created + changed + unchanged;
}

function report({ created, changed, unchanged, refused }: ImportAnswer): string {
  const lines = refused.map(({ line, reason }) => `  line ${line}: ${reason}`);
  const sum = `${created} new, ${changed} changed, ${unchanged} unchanged, ${refused.length} refused`;
  return [sum, ...lines].join('\n');
}

function fail(message: string): number {
  console.error(message);
  return 1;
}
