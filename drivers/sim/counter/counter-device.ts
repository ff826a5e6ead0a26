import type { Static, TSchema } from 'typebox';
import { parseJson } from '#contracts/schema.ts';
import type { DeviceAnswer } from '#drivers/sim/device-http.ts';

/** One virtual device as the counter joins it: its part of the state, and what can be done with it. */
export interface CounterDevice<State> {
  state(): State;
  /** `POST /<device>/<name>`. */
  actions: Readonly<Record<string, CounterAction>>;
  /** `GET /<device>/<rest>`, such as pictures; null for what is not there. */
  get?(rest: string): DeviceAnswer | null;
  close(): Promise<void>;
}

/** Does what a request's body asks; a sentence says why it can't. */
export type CounterAction = (body: string) => Promise<{ ok: true } | { ok: false; status: number; message: string }>;

/** An action that takes JSON of a schema; `run` gives false for what can't be done now. */
export function action<S extends TSchema>(
  schema: S,
  run: (input: Static<S>) => Promise<boolean> | boolean,
): CounterAction {
  return async (body) => {
    const input = parseJson(schema, body);
    if (!input.ok) return { ok: false, status: 400, message: `${input.at || '/'}: ${input.message}` };
    const done = await run(input.value);
    return done ? { ok: true } : { ok: false, status: 409, message: 'Not now.' };
  };
}
