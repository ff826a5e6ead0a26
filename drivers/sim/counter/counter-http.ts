import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { type DeviceAnswer, DeviceHttp } from '#drivers/sim/device-http.ts';
import type { CounterDevice } from './counter-device.ts';

/** How often the devices are looked at while a page is open. */
const LOOK_MS = 150;

const FILES: Readonly<Record<string, string>> = {
  'counter.html': 'text/html; charset=utf-8',
  'counter.css': 'text/css; charset=utf-8',
  'devices.css': 'text/css; charset=utf-8',
  'counter.js': 'text/javascript; charset=utf-8',
  'parts.js': 'text/javascript; charset=utf-8',
  'paper.js': 'text/javascript; charset=utf-8',
  'payments.js': 'text/javascript; charset=utf-8',
  'scanning.js': 'text/javascript; charset=utf-8',
  'weighing.js': 'text/javascript; charset=utf-8',
  'words.js': 'text/javascript; charset=utf-8',
  'counter.svg': 'image/svg+xml',
};

const NOTHING: DeviceAnswer = { status: 404, json: { error: 'Nothing here.' } };

export interface CounterHttpOptions {
  devices: Readonly<Record<string, CounterDevice<unknown>>>;
  state(): unknown;
  /** What a till needs to know to work with all of it. */
  settings(): unknown;
}

/**
 * The counter's page and its interface for tests: `GET /state`, `GET /settings`, `GET /events` (the state, whenever it changes),
 * `GET /<device>/…` (pictures), `POST /<device>/<action>`. An action answers with the state that it led to.
 */
export class CounterHttp extends DeviceHttp {
  constructor(options: CounterHttpOptions) {
    super(async ({ method, path, body }) => {
      if (method === 'POST') return post(options, path, body);
      return method === 'GET' ? get(options, path) : NOTHING;
    });
  }
}

function get({ devices, state, settings }: CounterHttpOptions, path: string): DeviceAnswer {
  if (path === '/state') return { status: 200, json: state() };
  if (path === '/settings') return { status: 200, json: settings() };
  if (path === '/events') return { events: (response) => pushState(response, state) };
  const file = path === '/' ? 'counter.html' : path.slice(1);
  const type = Object.hasOwn(FILES, file) ? FILES[file] : undefined;
  if (type) return { status: 200, type, body: readFileSync(new URL(`page/${file}`, import.meta.url)) };
  const { device, rest } = parted(devices, path);
  return device?.get?.(rest) ?? NOTHING;
}

async function post({ devices, state }: CounterHttpOptions, path: string, body: string): Promise<DeviceAnswer> {
  const { device, rest } = parted(devices, path);
  const act = device && Object.hasOwn(device.actions, rest) ? device.actions[rest] : undefined;
  if (!act) return NOTHING;
  const done = await act(body);
  return done.ok ? { status: 200, json: state() } : { status: done.status, json: { error: done.message } };
}

function parted(devices: CounterHttpOptions['devices'], path: string) {
  const [, name = '', ...rest] = path.split('/');
  return { device: Object.hasOwn(devices, name) ? devices[name] : undefined, rest: rest.join('/') };
}

/** Devices change by what tills send them: they are looked at, rather than each having to tell. */
function pushState(response: ServerResponse, state: () => unknown): void {
  let sent = '';
  const look = () => {
    const now = JSON.stringify(state());
    if (now === sent) return;
    sent = now;
    response.write(`data: ${now}\n\n`);
  };
  response.write('retry: 1000\n\n');
  look();
  const looking = setInterval(look, LOOK_MS);
  response.on('close', () => clearInterval(looking));
}
