import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import type { StoreList } from '#contracts/http/api.ts';
import { type ProductCsv, readProductCsv } from '#contracts/product-csv/product-csv.ts';
import { deriveProducts, ONLINE_RETAIL_HEADER, readOnlineRetail } from '#sync-server/jobs/online-retail.ts';

export type ImportRead = ({ ok: true } & ProductCsv) | { ok: false; message: string };

/** Reads a product CSV or the Online Retail data set, which its header tells apart; either may be gzipped. */
export async function readImportFile(path: string, stores: StoreList['stores']): Promise<ImportRead> {
  let bytes: Buffer;
  try {
    const raw = await readFile(path);
    bytes = raw[0] === 0x1f && raw[1] === 0x8b ? gunzipSync(raw) : raw;
  } catch (error) {
    return { ok: false, message: `${path} cannot be read: ${(error as Error).message}.` };
  }
  const read = isOnlineRetail(bytes) ? await readRetail(bytes, stores) : readProductCsv(bytes, stores);
  const [first] = read.refused;
  if (read.rows.length === 0 && read.refused.length === 1 && first) {
    return { ok: false, message: `Nothing in ${path} can be imported (line ${first.line}): ${first.reason}.` };
  }
  return { ok: true, ...read };
}

function isOnlineRetail(bytes: Buffer): boolean {
  return bytes.subarray(0, 300).toString('utf8').replace('\ufeff', '').startsWith(ONLINE_RETAIL_HEADER);
}

async function readRetail(bytes: Buffer, stores: StoreList['stores']): Promise<ProductCsv> {
  const derived = await deriveProducts(readOnlineRetail(Readable.from(pieces(bytes))), stores);
  return { ...derived, ignored: [] };
}

function* pieces(bytes: Buffer): Generator<Buffer> {
  const size = 1 << 16;
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
