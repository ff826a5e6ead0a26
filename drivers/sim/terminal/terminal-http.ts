import { readFileSync } from 'node:fs';
import { parseJson } from '#contracts/schema.ts';
import { type DeviceAnswer, DeviceHttp } from '#drivers/sim/device-http.ts';
import { BehaviourChange, type TerminalBehaviour, TerminalKey } from './terminal-behaviour.ts';
import type { TerminalTransaction } from './terminal-ledger.ts';

export interface TerminalState {
  address: string;
  behaviour: TerminalBehaviour;
  asked: { kind: 'sale' | 'refund'; amount: number } | null;
  taken: number;
  /** Newest first. */
  transactions: readonly TerminalTransaction[];
}

/** What the page shows and can do. */
export interface TerminalDesk {
  state(): TerminalState;
  setBehaviour(change: BehaviourChange): Promise<void>;
  press(key: TerminalKey): boolean;
}

const FILES: Readonly<Record<string, [file: string, type: string]>> = {
  '/': ['terminal-page.html', 'text/html; charset=utf-8'],
  '/terminal-page.js': ['terminal-page.js', 'text/javascript; charset=utf-8'],
  '/terminal-page.css': ['terminal-page.css', 'text/css; charset=utf-8'],
};

/** The virtual terminal's page, and its JSON for tests: GET /state, POST /behaviour, POST /key. */
export class TerminalHttp extends DeviceHttp {
  constructor(desk: TerminalDesk) {
    super(async ({ method, path, body }) => (method === 'POST' ? post(desk, path, body) : get(desk, path)));
  }
}

function get(desk: TerminalDesk, path: string): DeviceAnswer {
  const file = FILES[path];
  if (file) return { status: 200, type: file[1], body: readFileSync(new URL(file[0], import.meta.url)) };
  return path === '/state' ? { status: 200, json: desk.state() } : { status: 404, json: { error: 'Nothing here.' } };
}

async function post(desk: TerminalDesk, path: string, body: string): Promise<DeviceAnswer> {
  if (path === '/behaviour') {
    const change = parseJson(BehaviourChange, body);
    if (!change.ok) return { status: 400, json: { error: `${change.at || '/'}: ${change.message}` } };
    await desk.setBehaviour(change.value);
    return { status: 200, json: desk.state() };
  }
  const key = path === '/key' ? parseJson(TerminalKey, body) : null;
  if (!key?.ok) return { status: key ? 400 : 404, json: { error: 'Nothing here takes that.' } };
  return desk.press(key.value.key)
    ? { status: 200, json: desk.state() }
    : { status: 409, json: { error: 'It waits for no key.' } };
}
