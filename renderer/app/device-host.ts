import Type from 'typebox';
import { v7 as uuid } from 'uuid';
import { Problem } from '#contracts/http/api.ts';
import { AdmitAnswer, HOSTLESS_METHODS } from '#contracts/http/devices.ts';
import {
  HOST_METHODS,
  type HostApi,
  type HostEvent,
  type HostInput,
  type HostMethod,
  type HostOutput,
  type HostStatus,
} from '#contracts/ipc/host.ts';
import { parse, parseDown, parseJson } from '#contracts/schema.ts';
import { HostUnreachable } from '#renderer/app/browser-host.ts';

export interface DevicePorts {
  fetch: (path: string, init: RequestInit) => Promise<Response>;
  /** Where the page came from. */
  origin: string;
  /** Where keys and touches are heard. */
  target: Pick<EventTarget, 'addEventListener'>;
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  now(): string;
}

const SIGNS_OF_LIFE = ['keydown', 'pointerdown', 'wheel'] as const;
/** Set while this device was locked and the server has not heard of it. */
const LOCKED = 'omnitill-device-locked';
const DEADLINE_MS = 20_000;

/** An answer of the server that is no answer of the host's contract: refused before it came that far. */
class Refused extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/**
 * The host's contract on a device without a host: the server answers in its place, for the device that this browser was admitted as.
 * What needs hardware or a till of its own is refused as `hostless`; nothing shows what would ask for it. Without a network the
 * last status stays, as offline; a call then throws `HostUnreachable` with the code `device-offline`. Signing out never fails: the
 * device is locked at once, and the server hears of it when it can.
 */
export function createDeviceHost(ports: DevicePorts = browserPorts()): HostApi {
  const listeners = new Set<(event: HostEvent) => void>();
  const attemptId = uuid();
  let last: HostStatus | null = null;
  let onlineSince = ports.now();
  let isActive = true;
  /** Counts what changed something: an older status says nothing any more. */
  let changes = 0;
  for (const sign of SIGNS_OF_LIFE) {
    ports.target.addEventListener(sign, () => {
      isActive = true;
    });
  }
  ports.target.addEventListener('online', () => void refresh().catch(() => undefined));

  async function refresh(): Promise<void> {
    const status = await readStatus();
    for (const listener of [...listeners]) listener({ type: 'status', status });
  }

  async function readStatus(): Promise<HostStatus> {
    const begun = changes;
    try {
      if (isLocked()) await tellLocked();
      const status = await ask('host.status', {});
      return begun === changes ? keep(status) : readStatus();
    } catch (error) {
      if (!last || !(error instanceof HostUnreachable)) throw error;
      return keep({ ...last, online: false });
    }
  }

  function keep(status: HostStatus): HostStatus {
    if (last?.online !== status.online) onlineSince = ports.now();
    const signedIn = isLocked() ? null : status.signedIn;
    last = { ...status, serverUrl: ports.origin, onlineSince, signedIn };
    return last;
  }

  async function tellLocked(): Promise<void> {
    try {
      await ask('operator.sign-out', { cause: 'idle' });
    } catch (error) {
      // Refused: nobody is signed in on what is no device.
      if (!(error instanceof Refused)) throw error;
    }
    unlock();
  }

  const isLocked = (): boolean => ports.storage.getItem(LOCKED) !== null;
  const unlock = (): void => ports.storage.removeItem(LOCKED);

  async function ask<M extends HostMethod>(method: M, input: HostInput<M>): Promise<HostOutput<M>> {
    const active = isActive;
    const answer = await post('/device/calls', { method, input, active });
    if (active) isActive = false;
    const output = parseDown(HOST_METHODS[method].output, answer);
    if (!output.ok) throw new HostUnreachable(`${method}: ${output.at} ${output.message}`);
    return output.value as HostOutput<M>;
  }

  async function post(path: string, body: unknown): Promise<unknown> {
    const response = await ports
      .fetch(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(DEADLINE_MS),
      })
      .catch((error: unknown) => offline(String(error)));
    const text = await response.text().catch((error: unknown) => offline(String(error)));
    if (response.status >= 500) offline(`status ${response.status}`);
    const answer = parseJson(Type.Unknown(), text);
    // What answers there is not the server.
    if (!answer.ok) offline(answer.message);
    if (response.ok) return answer.value;
    const problem = parseDown(Problem, answer.value);
    throw new Refused(problem.ok ? problem.value.code : 'internal');
  }

  async function admit({ code, name }: HostInput<'host.enrol'>): Promise<HostOutput<'host.enrol'>> {
    const answer = parseDown(AdmitAnswer, await post('/device/admit', { code, attemptId, ...(name ? { name } : {}) }));
    if (!answer.ok) throw new HostUnreachable(`admission: ${answer.at} ${answer.message}`);
    return { ok: true };
  }

  async function act<M extends HostMethod>(method: M, input: HostInput<M>): Promise<unknown> {
    try {
      if (method === 'host.enrol') return await admit(input as HostInput<'host.enrol'>);
      if (!HOSTLESS_METHODS.some((one) => one === method)) throw new Refused('hostless');
      const output = await ask(method, input);
      if (method === 'operator.sign-in' && (output as { ok: boolean }).ok) unlock();
      return output;
    } catch (error) {
      if (error instanceof Refused) return { ok: false, fault: { code: error.code } };
      if (method !== 'operator.sign-out') throw error;
      ports.storage.setItem(LOCKED, 'yes');
      return { ok: true };
    }
  }

  return {
    async call(method, input) {
      if (method === 'host.status') return (await readStatus()) as HostOutput<typeof method>;
      const answer = await act(method, input);
      if (method !== 'journal.read') {
        changes += 1;
        await refresh().catch(() => undefined);
      }
      return outputOf(method, answer);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** In the form of the method's answers; some refusals say how long to wait. */
function outputOf<M extends HostMethod>(method: M, answer: unknown): HostOutput<M> {
  const schema = HOST_METHODS[method].output;
  const plain = parse(schema, answer);
  if (plain.ok) return plain.value as HostOutput<M>;
  const waiting = parse(schema, { ...(answer as object), retryAfterMs: 0 });
  if (waiting.ok) return waiting.value as HostOutput<M>;
  throw new HostUnreachable(`${method}: ${plain.at} ${plain.message}`, 'hostless');
}

function offline(detail: string): never {
  throw new HostUnreachable(detail, 'device-offline');
}

function browserPorts(): DevicePorts {
  return {
    fetch: (path, init) => fetch(path, init),
    origin: location.origin,
    target: window,
    storage: localStorage,
    now: () => new Date().toISOString(),
  };
}
