import { beforeEach, describe, expect, it } from 'vitest';
import type { HostEvent, HostStatus } from '#contracts/ipc/host.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { createDeviceHost } from '#renderer/app/device-host.ts';

const STATUS: HostStatus = {
  ...{ version: '1', phase: 'ready', fault: null, serverUrl: null, config: null, online: true, hostless: true },
  onlineSince: '2026-11-21T09:00:00.000Z',
  journal: { journalId: '0193a5c0-0000-7000-8000-00000000000a', seq: 3, watermark: 3, ordersWaiting: 0 },
  signedIn: { operatorId: 'cleo', businessDate: '2026-11-21', training: false },
  ...{ session: null, payments: [], demoPins: null, devices: [] },
  printer: { configured: false, jobs: [] },
};

interface Asked {
  path: string;
  method: string;
  input: unknown;
  active: boolean | undefined;
}

/** A server that answers a device; `down` is a network that lost it. */
function fakeServer() {
  const server = {
    asked: [] as Asked[],
    down: false,
    /** The answer never comes, although the server did what was asked. */
    loses: '',
    status: STATUS,
    /** What the next status waits for on its way. */
    held: null as Promise<void> | null,
    answers: new Map<string, { status: number; body: unknown }>(),
    async fetch(path: string, init: RequestInit): Promise<Response> {
      if (server.down) throw new TypeError('Failed to fetch');
      const { method = path, input, active } = JSON.parse(String(init.body)) as Partial<Asked>;
      server.asked.push({ path, method, input, active });
      if (server.loses === method) throw new TypeError('Failed to fetch');
      const answer = server.answers.get(method);
      if (answer) return Response.json(answer.body, { status: answer.status });
      if (method === 'host.status') {
        const { status, held } = server;
        server.held = null;
        await held;
        return Response.json(status);
      }
      return Response.json({ ok: true });
    },
  };
  return server;
}

let server: ReturnType<typeof fakeServer>;
let target: EventTarget;
let kept: Map<string, string>;
let clock: number;
let host: ReturnType<typeof createDeviceHost>;

beforeEach(() => {
  server = fakeServer();
  target = new EventTarget();
  kept = new Map();
  clock = 0;
  host = open();
});

function open() {
  return createDeviceHost({
    fetch: server.fetch,
    origin: 'http://shop.test',
    target,
    storage: {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
    },
    now: () => new Date(Date.parse('2026-11-21T10:00:00.000Z') + clock++ * 1000).toISOString(),
  });
}

const methods = (): string[] => server.asked.map(({ method }) => method);

describe('a device without a host', () => {
  it('has the status that the server tells', async () => {
    expect(await host.call('host.status', {})).toMatchObject({ online: true, serverUrl: 'http://shop.test' });
  });

  it('tells whether it was touched since it last said so', async () => {
    await host.call('host.status', {});
    await host.call('host.status', {});
    target.dispatchEvent(new Event('pointerdown'));
    await host.call('host.status', {});
    await host.call('host.status', {});
    expect(server.asked.map(({ active }) => active)).toEqual([true, false, true, false]);
  });

  it('without a network keeps its last status, as offline, and says so of every call', async () => {
    const { onlineSince } = await host.call('host.status', {});
    server.down = true;
    const offline = await host.call('host.status', {});
    expect(offline).toMatchObject({ online: false, signedIn: { operatorId: 'cleo' }, journal: STATUS.journal });
    expect(offline.onlineSince > onlineSince).toBe(true);
    expect(await host.call('host.status', {})).toEqual(offline);
    expect(await attempt(host, 'journal.append', { drafts: [] })).toMatchObject({
      unanswered: true,
      fault: { code: 'device-offline' },
    });
    server.down = false;
    expect(await host.call('host.status', {})).toMatchObject({ online: true });
  });

  it('takes a server that fails, and what is no server, for a network that is down', async () => {
    await host.call('host.status', {});
    server.answers.set('host.status', { status: 503, body: { code: 'internal', message: 'down' } });
    expect(await host.call('host.status', {})).toMatchObject({ online: false });
    server.answers.set('host.status', { status: 200, body: undefined });
    expect(await host.call('host.status', {})).toMatchObject({ online: false });
  });

  it('is told of what it did at once', async () => {
    const heard: HostEvent[] = [];
    const stop = host.subscribe((event) => heard.push(event));
    await host.call('operator.sign-in', { operatorId: 'cleo', pin: '1234' });
    expect(heard).toMatchObject([{ type: 'status', status: { signedIn: { operatorId: 'cleo' } } }]);
    stop();
    await host.call('operator.sign-out', {});
    expect(heard).toHaveLength(1);
  });

  it('locks without a network, also over a reload, and tells the server when it can', async () => {
    await host.call('host.status', {});
    server.down = true;
    expect(await host.call('operator.sign-out', { cause: 'idle' })).toEqual({ ok: true });
    expect(await host.call('host.status', {})).toMatchObject({ signedIn: null });
    server.down = false;
    server.asked.length = 0;
    host = open();
    server.status = { ...STATUS, signedIn: null };
    expect(await host.call('host.status', {})).toMatchObject({ signedIn: null, online: true });
    expect(methods()).toEqual(['operator.sign-out', 'host.status']);
    server.status = STATUS;
    expect(await host.call('host.status', {})).toMatchObject({ signedIn: { operatorId: 'cleo' } });
  });

  it('whose sign-out got no answer is locked all the same', async () => {
    await host.call('host.status', {});
    server.loses = 'operator.sign-out';
    await host.call('operator.sign-out', {});
    expect(await host.call('host.status', {})).toMatchObject({ signedIn: null });
    server.loses = '';
    await host.call('operator.sign-in', { operatorId: 'cleo', pin: '1234' });
    expect(await host.call('host.status', {})).toMatchObject({ signedIn: { operatorId: 'cleo' } });
  });

  it('answers what needs a till as hostless, without asking anybody', async () => {
    const opened = await host.call('session.open', { float: 0 });
    expect(opened).toEqual({ ok: false, fault: { code: 'hostless' } });
    const asked = await host.call('override.ask', { permission: 'discount', size: 1 });
    expect(asked).toEqual({ ok: false, fault: { code: 'hostless' }, retryAfterMs: 0 });
    await expect(host.call('devices.settings', {})).rejects.toMatchObject({ code: 'hostless' });
    expect(methods().filter((method) => method !== 'host.status')).toEqual([]);
  });

  it('gives a refusal of the server as the fault of the call', async () => {
    const revoked = { status: 403, body: { code: 'revoked', message: 'this device was revoked' } };
    server.answers.set('journal.append', revoked);
    const answer = await attempt(host, 'journal.append', { drafts: [] });
    expect(answer).toEqual({ ok: false, fault: { code: 'revoked' } });
  });

  it('is admitted by a code; asked again it is the same asking', async () => {
    server.answers.set('/device/admit', { status: 200, body: { storeId: 'LON', registerId: 'LON-T1', name: 'Back' } });
    const input = { serverUrl: 'http://shop.test', code: 'ABCD1234', name: 'Back' };
    expect(await host.call('host.enrol', input)).toEqual({ ok: true });
    await host.call('host.enrol', input);
    expect(methods()).toEqual(['/device/admit', 'host.status', '/device/admit', 'host.status']);
  });

  it('believes no status that is older than what it did', async () => {
    await host.call('host.status', {});
    let release = (): void => undefined;
    server.held = new Promise((resolve) => {
      release = resolve;
    });
    const slow = host.call('host.status', {});
    server.status = { ...STATUS, signedIn: null };
    await host.call('operator.sign-out', {});
    release();
    expect(await slow).toMatchObject({ signedIn: null });
  });
});
