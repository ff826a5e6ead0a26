import Type from 'typebox';
import { type COUNTER_METHODS, CounterState } from '#contracts/ipc/counter.ts';
import { DeviceSettings } from '#contracts/ipc/devices.ts';
import type { HostInput, HostOutput } from '#contracts/ipc/host.ts';
import { parseJson } from '#contracts/schema.ts';

type CounterMethod = keyof typeof COUNTER_METHODS;
export type CounterHandlers = { [M in CounterMethod]: (input: HostInput<M>) => Promise<HostOutput<M>> };
type Failed = { ok: false; fault: { code: string; detail?: string } };
type Told = { ok: true; text: string } | Failed;

const ANSWER_MS = 5_000;

/** Where terminal and wallet are is told too; a till is started with those. */
const Settings = Type.Object({ devices: Type.Partial(DeviceSettings) });

/** Passes what the window does with the virtual counter on to it; without one, nobody answers. */
export function counterHandlers(counterUrl: string | undefined, ask: typeof fetch): CounterHandlers {
  async function told(path: string, body?: unknown): Promise<Told> {
    if (counterUrl === undefined) return failed('counter-unreachable');
    const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const headers = { 'content-type': 'application/json' };
    try {
      const answer = await ask(counterUrl + path, { ...sent, headers, signal: AbortSignal.timeout(ANSWER_MS) });
      const text = await answer.text();
      return answer.ok ? { ok: true, text } : failed('counter-refused', text.slice(0, 200));
    } catch (error) {
      return failed('counter-unreachable', (error as Error).message);
    }
  }

  async function state(path: string, body?: unknown): Promise<HostOutput<'counter.state'>> {
    const answer = await told(path, body);
    if (!answer.ok) return answer;
    const read = parseJson(CounterState, answer.text);
    return read.ok ? { ok: true, state: read.value } : failed('counter-refused', `${read.at} ${read.message}`);
  }

  return {
    async 'counter.settings'() {
      const answer = await told('/settings');
      if (!answer.ok) return answer;
      const read = parseJson(Settings, answer.text);
      return read.ok
        ? { ok: true, devices: read.value.devices }
        : failed('counter-refused', `${read.at} ${read.message}`);
    },
    'counter.state': () => state('/state'),
    'counter.act': ({ device, action, body }) =>
      state(`/${encodeURIComponent(device)}/${encodeURIComponent(action)}`, body),
    async 'counter.picture'({ device, id }) {
      const folder = device === 'printer' ? 'receipts' : 'labels';
      const answer = await told(`/${device}/${folder}/${id ?? 'printing'}.svg`);
      return answer.ok ? { ok: true, svg: answer.text } : answer;
    },
  };
}

function failed(code: string, detail?: string): Failed {
  return { ok: false, fault: detail === undefined ? { code } : { code, detail } };
}
