import { v7 } from 'uuid';
import type { CustomerFeed } from '#contracts/ipc/customer.ts';
import type { DeviceSettings } from '#contracts/ipc/devices.ts';
import { HOST_METHODS, type HostEvent, type HostMethod, type HostStatus } from '#contracts/ipc/host.ts';
import type { ReleaseKey } from '#contracts/release/release-keys.ts';
import { parse } from '#contracts/schema.ts';
import { type Clock, systemClock } from './clock.ts';
import { counterHandlers } from './devices/counter-handlers.ts';
import { createCustomerFeed } from './devices/customer-feed.ts';
import type { DeviceDrivers } from './devices/device-drivers.ts';
import { createDeviceRegistry } from './devices/device-registry.ts';
import { guardDevices } from './devices/guard-devices.ts';
import { REAL_DRIVERS } from './devices/real-drivers.ts';
import { openSettingsFile } from './devices/settings-file.ts';
import { createEnrolment } from './enrolment.ts';
import type { Program } from './fleet/start-fleet.ts';
import { lockFolder } from './folder-lock.ts';
import { type Handlers, hostHandlers, type SavePage } from './handlers.ts';
import { openFileJournalStorage } from './journal/file-journal-storage.ts';
import { type TillPaths, tillPaths } from './paths.ts';
import type { PrintDevice } from './printing/print-device.ts';
import { proxyToServer } from './proxy.ts';
import {
  type EnrolledRegistration,
  isEnrolled,
  loadRegistration,
  type Registration,
  saveRegistration,
} from './registration.ts';
import { plainSeal, type Seal } from './seal.ts';
import { createServerApi } from './server-api.ts';
import { hostStatus } from './status.ts';
import { startTill, type Till } from './till.ts';
import { updaterOf } from './updates/release-source.ts';
import type { OpenUpdater } from './updates/updater.ts';

export interface HostOptions {
  dataDir: string;
  /** Version of the program, for the status. */
  version: string;
  /** What the program runs in. */
  runtime?: 'electron' | 'browser';
  /** What installs new versions of it; without it nothing can be installed. */
  updater?: OpenUpdater;
  /** Who may release them, in place of the program's own keys, for tests. */
  releaseKeys?: readonly ReleaseKey[];
  /** Keeps what its window shows as a file; without it the window prints. */
  savePage?: SavePage;
  /** The server's address; without it, the one the register enrolled with. */
  serverUrl?: string;
  /** Enrols by itself at the start when the folder holds no enrolled register. */
  enrolCode?: string;
  /** Opens the first shop of an empty server. */
  setupCode?: string;
  /** Address of the receipt printer: `tcp://host:port`. */
  printerUrl?: string;
  /** Hardware for this run, before what is kept. */
  devices?: Partial<DeviceSettings>;
  /** Page of a counter of virtual devices that this till was started with. */
  counterUrl?: string;
  /** Addresses of the card terminal and of the wallet gateway. */
  terminalUrl?: string;
  walletUrl?: string;
  /** In its place, for tests. */
  device?: PrintDevice;
  /** In place of real scales, displays and label printers. */
  drivers?: DeviceDrivers;
  seal?: Seal;
  fetch?: typeof fetch;
  clock?: Clock;
  /** In [0, 1). */
  random?(): number;
  newId?(): string;
}

export type CallResult = { ok: true; output: unknown } | { ok: false; message: string };

/** A till's host: everything a window asks for, whichever way it reaches it. */
export interface Host {
  readonly paths: TillPaths;
  /** Parses the call, does it, parses the answer. What is not in the contract is refused, with why. */
  call(method: string, input: unknown): Promise<CallResult>;
  /** Calls back for every event, first of all with the status as it is; gives a function that stops it. */
  subscribe(listener: (event: HostEvent) => void): () => void;
  /** What the customer's screens show. */
  readonly customer: CustomerFeed;
  /** A window's request under `API_PREFIX`, answered by the server in the register's name. */
  api(request: Request): Promise<Response>;
  /** The network may have come back. */
  wake(): void;
  /** Ends everything that runs, and lets the folder go. */
  close(): Promise<void>;
}

/** `message` is one sentence for the person who started it. */
export type OpenedHost = { ok: true; host: Host } | { ok: false; message: string };

/** Opens the till in a data folder, which no other process may hold. */
export async function openHost(options: HostOptions): Promise<OpenedHost> {
  const paths = tillPaths(options.dataDir);
  const lock = await lockFolder(paths.folder);
  if (!lock.ok && lock.why === 'locked') {
    return { ok: false, message: `A till is already running on ${options.dataDir}.` };
  }
  if (!lock.ok) return { ok: false, message: `The data folder ${options.dataDir} cannot be written: ${lock.message}.` };
  try {
    const loaded = await loadRegistration(paths.register, options.seal ?? plainSeal);
    if (loaded.ok) return { ok: true, host: await startHost(options, paths, loaded.registration, lock.release) };
    await lock.release();
    return loaded;
  } catch (error) {
    await lock.release();
    return { ok: false, message: `The data folder ${options.dataDir} cannot be used: ${(error as Error).message}.` };
  }
}

async function startHost(
  options: HostOptions,
  paths: TillPaths,
  registered: Registration | null,
  release: () => Promise<void>,
): Promise<Host> {
  const { clock = systemClock, random = Math.random, newId = v7, seal = plainSeal } = options;
  const fetchServer = options.fetch ?? fetch;
  const closing = new AbortController();
  const listeners = new Set<(event: HostEvent) => void>();
  const startedAt = clock.now();
  let till: Till | null = null;
  let announced = false;

  const devices = createDeviceRegistry({
    file: await openSettingsFile(paths.devices),
    printerUrl: options.printerUrl,
    given: options.devices,
    drivers: options.drivers ?? REAL_DRIVERS,
    clock,
    emit(event) {
      if (event.type === 'customer') customer.changed();
      else emit(event);
    },
    onChange: changed,
    onPrinterReady: () => till?.prints.resume(),
  });
  const customer = createCustomerFeed({ settings: () => devices.settings().customerWindow, view: devices.view });
  const device = () => options.device ?? devices.device();

  const enrolment = createEnrolment({
    registration: registered,
    save: (registration) => saveRegistration(paths.register, seal, registration),
    api: (serverUrl) => createServerApi({ serverUrl, token: null, fetch: fetchServer, clock, closing: closing.signal }),
    setupCode: options.setupCode,
    clock,
    random,
    newId,
    onEnrolled: openTill,
    onChange: changed,
  });

  async function openTill(registration: EnrolledRegistration): Promise<void> {
    till = await startTill({
      registration,
      serverUrl: options.serverUrl ?? registration.enrolment.serverUrl,
      terminalUrl: options.terminalUrl,
      walletUrl: options.walletUrl,
      paths,
      storage: await openFileJournalStorage(paths.journal),
      device,
      devices: devices.states,
      program: programOf(options, registration, fetchServer),
      fetch: fetchServer,
      clock,
      random,
      newId,
      onChange: changed,
      onJournalled: (facts) => emit({ type: 'journalled', facts }),
    });
    // The printer may have been found before there was a queue to tell.
    if (devices.states().some(({ device: name, state }) => name === 'printer' && state === 'ready'))
      till.prints.resume();
    changed();
  }

  function emit(event: HostEvent): void {
    for (const listener of listeners) listener(event);
  }

  /** One status event for all changes of a moment. */
  function changed(): void {
    if (announced) return;
    announced = true;
    queueMicrotask(() => {
      announced = false;
      till?.fleet.changed();
      customer.changed();
      emit({ type: 'status', status: status() });
    });
  }

  function status(): HostStatus {
    const serverUrl = options.serverUrl ?? enrolment.registration()?.enrolment?.serverUrl ?? null;
    const { version } = options;
    return hostStatus({
      version,
      serverUrl,
      till,
      enrolFault: enrolment.fault(),
      printerConfigured: device()?.printer != null,
      devices: devices.states(),
      deviceFault: devices.fault(),
      customerDisplay: devices.settings().customerWindow !== null || devices.settings().lineDisplay !== null,
      counterUrl: options.counterUrl,
      startedAt,
    });
  }

  const handlers = hostHandlers({
    till: () => till,
    status,
    enrol: (serverUrl, code) => enrolment.enrol(serverUrl, code),
    setup: enrolment,
    savePage: options.savePage ?? null,
    devices: { ...guardDevices(devices.handlers, () => till), ...counterHandlers(options.counterUrl, fetch) },
  });

  if (isEnrolled(registered)) await openTill(registered);
  else if (options.serverUrl && options.enrolCode) enrolment.keepTrying(options.serverUrl, options.enrolCode);

  return {
    paths,
    call: (method, input) => callHandler(handlers, method, input),
    subscribe(listener) {
      listeners.add(listener);
      listener({ type: 'status', status: status() });
      return () => listeners.delete(listener);
    },
    customer,
    api: (request) => proxyToServer(till, request),
    wake: () => till?.link.wake(),
    async close() {
      closing.abort(new Error('the host closes'));
      await enrolment.stop();
      await till?.close();
      devices.close();
      await release();
    },
  };
}

/** Releases come from the register's own server, which lets it in by its token. */
function programOf(
  options: HostOptions,
  { enrolment, token }: EnrolledRegistration,
  fetchServer: typeof fetch,
): Program {
  const { version, runtime = 'browser', updater, releaseKeys } = options;
  const url = new URL('/updates', options.serverUrl ?? enrolment.serverUrl).href;
  const reader = { version, fetch: fetchServer, keys: releaseKeys };
  return { version, runtime, updater: updaterOf(updater, { url, token }, reader) };
}

async function callHandler(handlers: Handlers, method: string, input: unknown): Promise<CallResult> {
  if (!Object.hasOwn(HOST_METHODS, method)) return { ok: false, message: `${method} is not a method of the host` };
  const name = method as HostMethod;
  const parsed = parse(HOST_METHODS[name].input, input);
  if (!parsed.ok) return { ok: false, message: `${method}: input${parsed.at} ${parsed.message}` };
  const handler = handlers[name] as (input: unknown) => Promise<unknown>;
  const output = parse(HOST_METHODS[name].output, await handler(parsed.value));
  if (!output.ok) throw new Error(`${method}: output${output.at} ${output.message}`);
  return { ok: true, output: output.value };
}
