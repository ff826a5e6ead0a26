import { useState } from 'react';
import { ImportAnswer, type ProductRow } from '#contracts/http/api.ts';
import { ProductList } from '#contracts/http/catalogue.ts';
import { askServer } from '#renderer/app/server-api.ts';
import { type EntryContext, type ProductEntry, productRows } from './first-products.ts';

/** How making the products ended: how many there are, what was refused by row, or that the server was not reached. */
export type MadeProducts =
  | { end: 'made'; count: number }
  | { end: 'refused'; refused: ImportAnswer['refused'] }
  | { end: 'unsent'; offline: boolean; code: string };

/** Where article numbers begin. */
const FIRST_SKU = 1001;
/** How often another range of numbers is tried, where some are taken. */
const RANGES = 5;
const RANGE = 1000;

/** Makes products of typed rows, all of them or none. Article numbers that are free are found first, for an import changes what it finds. */
export function useFirstProducts(context: Omit<EntryContext, 'firstSku'>) {
  const [busy, setBusy] = useState(false);

  async function make(entries: readonly ProductEntry[]): Promise<MadeProducts> {
    setBusy(true);
    const made = await makeAll(entries, context);
    setBusy(false);
    return made;
  }

  return { busy, make };
}

async function makeAll(
  entries: readonly ProductEntry[],
  context: Omit<EntryContext, 'firstSku'>,
): Promise<MadeProducts> {
  const query = { status: 'all', limit: '1' };
  const known = await askServer('/catalogue/products', ProductList, { query });
  if (!known.ok) return unsent(known);
  const begin = FIRST_SKU + known.value.total;
  for (let range = 0; range < RANGES; range++) {
    const rows = productRows(entries, { ...context, firstSku: begin + range * RANGE });
    const tried = await send(rows, true);
    if (!tried.ok) return unsent(tried);
    if (tried.value.refused.length > 0) return { end: 'refused', refused: tried.value.refused };
    if (tried.value.created < rows.length) continue;
    const made = await send(rows, false);
    if (!made.ok) return unsent(made);
    if (made.value.refused.length > 0) return { end: 'refused', refused: made.value.refused };
    return { end: 'made', count: rows.length };
  }
  return { end: 'unsent', offline: false, code: 'sku-taken' };
}

function send(rows: readonly ProductRow[], dryRun: boolean) {
  return askServer('/catalogue/import', ImportAnswer, { method: 'POST', body: { rows, dryRun, planned: [] } });
}

function unsent(answer: { ok: false; offline: boolean; code?: string }): MadeProducts {
  return {
    end: 'unsent',
    offline: answer.offline,
    code: answer.offline ? 'enrol-server-unreachable' : (answer.code ?? 'internal'),
  };
}
