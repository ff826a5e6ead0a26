import { access, constants, mkdir, open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tryLock } from 'fs-native-extensions';
import { StartFault } from '#sync-server/start-fault.ts';

/** Makes the folder where it is missing; throws a `StartFault` when it can't be written. */
export async function prepareFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.W_OK);
  } catch (error) {
    throw new StartFault(`The data folder ${folder} cannot be written (${codeOf(error)}).`);
  }
}

/** Locks the folder for this process until it closes or dies; throws a `StartFault` when another has it. */
export async function lockFolder(folder: string): Promise<{ release(): Promise<void> }> {
  const file = await open(join(folder, 'lock'), 'a').catch((error: unknown) => {
    throw new StartFault(`The data folder ${folder} cannot be written (${codeOf(error)}).`);
  });
  if (!tryLock(file.fd)) {
    await file.close();
    throw new StartFault(`Another server is using the data folder ${folder}.`);
  }
  return { release: () => file.close() };
}

/** The administrator's token: given by the environment, else kept in the folder, made at first. */
export async function openAdminToken(folder: string, make: () => string): Promise<string> {
  return process.env.OMNITILL_ADMIN_TOKEN || openSecret(folder, 'admin-token', make);
}

/** The code that opens the chain's first store: kept in the folder, made at first. */
export function openSetupCode(folder: string, make: () => string): Promise<string> {
  return openSecret(folder, 'setup-code', make);
}

const STOREFRONT_KEY = 'storefront-key';

/** The key that the storefront sells with; empty where none was kept. */
export function readStorefrontKey(folder: string): Promise<string> {
  return readSecret(folder, STOREFRONT_KEY);
}

export function keepStorefrontKey(folder: string, key: string): Promise<void> {
  return keepSecret(folder, STOREFRONT_KEY, key);
}

async function openSecret(folder: string, name: string, make: () => string): Promise<string> {
  const kept = await readSecret(folder, name);
  if (kept !== '') return kept;
  const secret = make();
  await keepSecret(folder, name, secret);
  return secret;
}

async function readSecret(folder: string, name: string): Promise<string> {
  return (await readFile(join(folder, name), 'utf8').catch(() => '')).trim();
}

async function keepSecret(folder: string, name: string, secret: string): Promise<void> {
  await writeFile(join(folder, name), `${secret}\n`, { mode: 0o600 });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
