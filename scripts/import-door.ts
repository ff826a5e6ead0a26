import { join } from 'node:path';
import { Health, ImportAnswer, type ProductRow, StoreList } from '#contracts/http/api.ts';
import { parse, parseJson } from '#contracts/schema.ts';
import { lockFolder } from '#electron/host/folder-lock.ts';
import { StartFault } from '#sync-server/start-fault.ts';
import { adminToken, problemOf } from './server-admin.ts';
import type { StartOptions } from './start-options.ts';

/** A server to import into, as its administrator. */
export interface ServerDoor {
  url: string;
  token: string;
  stores: StoreList['stores'];
  close(): Promise<void>;
}

type Outcome<T> = ({ ok: true } & T) | { ok: false; message: string };

const ROWS_PER_REQUEST = 500;

/** The server named, else the one that runs on the data folder, else one that is opened on it for as long as this takes. */
export async function openDoor(options: StartOptions): Promise<Outcome<{ door: ServerDoor }>> {
  const opened = options.server
    ? { ok: true as const, url: options.server, close: async () => {} }
    : await openFolder(options);
  if (!opened.ok) return opened;
  const { url, close } = opened;
  const token = process.env.OMNITILL_ADMIN_TOKEN || (await adminToken(options.dataDir));
  if (!token) {
    await close();
    return fail(
      `There is no administrator token in ${options.dataDir}: name the server's folder with --data-dir, or set OMNITILL_ADMIN_TOKEN.`,
    );
  }
  const stores = await readStores(url, token);
  if (stores.ok) return { ok: true, door: { url, token, stores: stores.stores, close } };
  await close();
  return stores;
}

async function openFolder({
  dataDir,
  serverPort,
}: StartOptions): Promise<Outcome<{ url: string; close(): Promise<void> }>> {
  const folder = join(dataDir, 'server');
  const lock = await lockFolder(folder);
  if (!lock.ok && lock.why === 'locked') return runningServer(dataDir, serverPort);
  if (!lock.ok) return fail(`The data folder ${dataDir} cannot be written (${lock.message}).`);
  await lock.release();
  // Loaded only here: with a server that runs it is not needed, and takes seconds.
  const { openServer } = await import('#sync-server/server.ts');
  try {
    const server = await openServer({ dataDir: folder, port: 0, databaseUrl: process.env.DATABASE_URL || undefined });
    return { ok: true, url: server.url, close: server.close };
  } catch (error) {
    if (error instanceof StartFault) return fail(error.message);
    throw error;
  }
}

async function runningServer(dataDir: string, port: number): Promise<Outcome<{ url: string; close(): Promise<void> }>> {
  const url = `http://127.0.0.1:${port}`;
  if (await isServer(url)) return { ok: true, url, close: async () => {} };
  return fail(`A server is running on ${dataDir}, but not at ${url}; say where with --server URL.`);
}

async function isServer(url: string): Promise<boolean> {
  try {
    return parse(Health, await (await fetch(`${url}/health`)).json()).ok;
  } catch {
    return false;
  }
}

async function readStores(url: string, token: string): Promise<Outcome<{ stores: StoreList['stores'] }>> {
  const answer = await ask(`${url}/stores`, { headers: { authorization: `Bearer ${token}` } });
  if (!answer.ok) return answer;
  const list = parseJson(StoreList, answer.text);
  return list.ok ? { ok: true, stores: list.value.stores } : fail(`${url} is not a server of this version.`);
}

/** Sends the rows in portions and adds up the answers; `progress` hears how many have gone in. */
export async function postProducts(
  { url, token }: ServerDoor,
  rows: readonly ProductRow[],
  progress: (done: number) => void,
): Promise<Outcome<{ answer: ImportAnswer }>> {
  const total: ImportAnswer = { created: 0, changed: 0, unchanged: 0, refused: [] };
  for (let at = 0; at < rows.length; at += ROWS_PER_REQUEST) {
    const part = rows.slice(at, at + ROWS_PER_REQUEST);
    const answer = await ask(`${url}/import/products`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ rows: part }),
    });
    if (!answer.ok) return answer;
    const imported = parseJson(ImportAnswer, answer.text);
    if (!imported.ok) return fail(`${url} is not a server of this version.`);
    total.created += imported.value.created;
    total.changed += imported.value.changed;
    total.unchanged += imported.value.unchanged;
    total.refused.push(...imported.value.refused);
    progress(at + part.length);
  }
  return { ok: true, answer: total };
}

async function ask(url: string, init: RequestInit): Promise<Outcome<{ text: string }>> {
  try {
    const answer = await fetch(url, init);
    const text = await answer.text();
    return answer.ok ? { ok: true, text } : fail(`The server refused: ${problemOf(text)}.`);
  } catch (error) {
    const cause = (error as Error).cause;
    return fail(
      `The server at ${new URL(url).origin} cannot be reached (${cause instanceof Error ? cause.message : 'no answer'}).`,
    );
  }
}

function fail(message: string): { ok: false; message: string } {
  return { ok: false, message };
}
