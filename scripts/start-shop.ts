import { join } from 'node:path';
import type { Child } from './child.ts';
import { readyFolder, takeFolder } from './data-folder.ts';
import { demoPins } from './demo-pins.ts';
import { isPortFree } from './ports.ts';
import { issueCode, isUnopened, setupCode } from './server-admin.ts';
import { type CounterAddresses, startCounter } from './start-counter.ts';
import type { StartOptions } from './start-options.ts';
import { startServer, startTill } from './start-programs.ts';
import { tabletUrls } from './tablet-urls.ts';
import { ensureWindow } from './window-build.ts';

const STARTER_CHECK_MS = 500;

export type ShopOutcome = { ok: true } | { ok: false; message: string };

/** Starts a shop or one half of it, and keeps it until it is asked to end (Ctrl-C, SIGTERM) or part of it ends by itself. */
export async function startShop(options: StartOptions, root: string): Promise<ShopOutcome> {
  const children: Child[] = [];
  const outcome = await Promise.race([endAsked(), runShop(options, root, children)]);
  await Promise.all(children.map((child) => child.stop()));
  return outcome;
}

/** Resolves when the person or the system asks for the end. npm keeps SIGTERM to itself: its going away counts as asking. */
function endAsked(): Promise<ShopOutcome> {
  return new Promise((resolve) => {
    const end = () => resolve({ ok: true });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
    if (process.env.npm_lifecycle_event === undefined) return;
    const starter = process.ppid;
    setInterval(() => process.ppid === starter || end(), STARTER_CHECK_MS).unref();
  });
}

/** A whole shop takes its folder for itself; a half leaves that to its own program. */
async function runShop(options: StartOptions, root: string, children: Child[]): Promise<ShopOutcome> {
  if (options.mode !== 'all') return runPrograms(options, root, children);
  const folder = await takeFolder(options.dataDir);
  if (!folder.ok) return folder;
  try {
    return await runPrograms(options, root, children);
  } finally {
    await folder.release();
  }
}

async function runPrograms(options: StartOptions, root: string, children: Child[]): Promise<ShopOutcome> {
  const taken = await takenPort(options);
  if (taken !== null) return { ok: false, message: taken };
  const folder = await readyFolder(options.dataDir, options.reset);
  if (!folder.ok) return folder;
  const up = await bringUp(options, root, folder.logs, children);
  return up.ok ? await firstEnd(children) : up;
}

/** The first part that ends ends all; a window that was closed is no fault. */
function firstEnd(children: readonly Child[]): Promise<ShopOutcome> {
  const ends = children.map(async (child): Promise<ShopOutcome> => {
    const { closed, sentence } = await child.ended;
    return closed ? { ok: true } : { ok: false, message: sentence };
  });
  return Promise.race(ends);
}

async function bringUp(options: StartOptions, root: string, logs: string, children: Child[]): Promise<ShopOutcome> {
  if (options.mode === 'till') return addTill(options, root, logs, children, {});
  const server = startServer(options, logs);
  children.push(server);
  const counter = options.mode === 'all' ? startCounter(options, logs) : null;
  if (counter) children.push(counter.child);
  const address = await server.ready;
  if (!address.ok) return { ok: false, message: address.reason };
  console.log(`server ${address.said}`);
  if (!options.empty)
    console.log(`shop   ${address.said}/shop is the same shop for customers: order there, hand over at the till`);
  if (!counter && options.serverHost !== undefined) {
    const built = await ensureWindow(root, console.log);
    if (!built.ok) return built;
  }
  if (!counter) return options.empty ? showSetup(options, address.said) : showCode(options, address.said);
  const ready = await counter.ready;
  if (!ready.ok) return { ok: false, message: ready.reason };
  if (options.own)
    return bringUpOwn(options, root, logs, children, { server: address.said, counter: ready.addresses.counter });
  const code = await issueCode(options.dataDir, address.said, 'high-street');
  if (!code.ok) return code;
  const till = await addTill(options, root, logs, children, {
    server: address.said,
    code: code.code,
    ...ready.addresses,
  });
  if (!till.ok) return till;
  console.log(`counter ${ready.addresses.counter}`);
  console.log(`PINs    ${demoPins()}`);
  return showCode(options, address.said);
}

/**
 * A till for a shop of one's own: it opens the shop while the server has none. The virtual counter stands by, and is used only where
 * somebody chooses it.
 */
async function bringUpOwn(
  options: StartOptions,
  root: string,
  logs: string,
  children: Child[],
  to: { server: string; counter: string },
): Promise<ShopOutcome> {
  const code = await setupCode(options.dataDir);
  const till = await addTill(options, root, logs, children, {
    ...to,
    ...(code === undefined ? {} : { setupCode: code }),
  });
  if (!till.ok) return till;
  console.log(`counter ${to.counter}`);
  console.log(`Everything is kept in ${options.dataDir}. Ctrl-C ends it.`);
  return { ok: true };
}

/** Shows how a till opens the first shop of a server that has none. */
async function showSetup(options: StartOptions, server: string): Promise<ShopOutcome> {
  const code = await setupCode(options.dataDir);
  if (code !== undefined && (await isUnopened(server)))
    console.log(`setup   ${code} opens the first shop: npm run till -- --server ${server} --setup-code ${code}`);
  return { ok: true };
}

async function addTill(
  options: StartOptions,
  root: string,
  logs: string,
  children: Child[],
  to: { server?: string; code?: string; setupCode?: string } & Partial<CounterAddresses>,
): Promise<ShopOutcome> {
  const till = await startTill({ ...options, ...to }, root, logs, (child) => children.push(child));
  if (!till.ok) return till;
  console.log(`till ${till.said}`);
  return { ok: true };
}

/** Shows how a second till joins, with a code of its own, a folder of its own and the next port; and how a tablet does. */
async function showCode(options: StartOptions, server: string): Promise<ShopOutcome> {
  const code = await issueCode(options.dataDir, server, 'high-street');
  if (!code.ok) return code;
  const port = options.tillPort === 0 ? 0 : options.tillPort + 1;
  const flags = `--server ${server} --code ${code.code} --data-dir ${join(options.dataDir, 'second')} --till-port ${port}`;
  console.log(`code    ${code.code} enrols one more till: npm run till -- ${flags}`);
  const tablet = await issueCode(options.dataDir, server, 'high-street', 'tablet');
  if (!tablet.ok) return tablet;
  console.log(
    `tablet  ${tablet.code} lets in one tablet, in its browser at ${tabletUrls(server, options.serverHost).join(' or ')}`,
  );
  console.log('Ctrl-C ends it.');
  return { ok: true };
}

/** One sentence naming the flag of the first port that something else holds. */
async function takenPort(options: StartOptions): Promise<string | null> {
  const all = options.mode === 'all';
  const ports = [
    { flag: 'server-port', port: options.serverPort, used: options.mode !== 'till' },
    { flag: 'till-port', port: options.tillPort, used: options.mode !== 'server' },
    { flag: 'counter-port', port: options.counterPort, used: all },
    ...Object.entries(options.devicePorts).map(([name, port = 0]) => ({ flag: `${name}-port`, port, used: all })),
  ];
  for (const { flag, port, used } of ports) {
    if (used && !(await isPortFree(port)))
      return `Port ${port} is taken by another program; choose another with --${flag} PORT.`;
  }
  return null;
}
