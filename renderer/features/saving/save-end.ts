import type { ServerAnswer } from '#renderer/app/server-api.ts';

/** Something that cannot be saved, and where in what was entered; `at` is empty of the whole. */
export interface SaveFault {
  at: string;
  code: string;
}

/** What the server says to a change that is based on a revision. */
type SaveAnswer<Row> =
  | { ok: true }
  | { ok: false; conflict: { now: Row | null } }
  | { ok: false; faults: readonly (string | SaveFault)[] };

/** It was not sent, or the server did not want it at all; nothing is lost. `code` is `offline` or one of the error registry. */
export interface Unsent {
  end: 'unsent';
  offline: boolean;
  code: string;
}

/** How saving ended. `conflict`: somebody was faster, and this is how it is now. */
export type SaveEnd<Row> =
  | { end: 'done' }
  | { end: 'conflict'; now: Row }
  | { end: 'refused'; faults: readonly SaveFault[] }
  | Unsent;

export function saveEnd<Row>(answer: ServerAnswer<SaveAnswer<Row>>): SaveEnd<Row> {
  if (!answer.ok) return unsent(answer);
  const said = answer.value;
  if (said.ok) return { end: 'done' };
  if ('faults' in said) {
    return {
      end: 'refused',
      faults: said.faults.map((one) => (typeof one === 'string' ? { at: '', code: one } : one)),
    };
  }
  const { now } = said.conflict;
  return now ? { end: 'conflict', now } : { end: 'unsent', offline: false, code: 'change-conflict' };
}

/** Of an answer that is none. */
export function unsent(answer: Extract<ServerAnswer<unknown>, { ok: false }>): Unsent {
  return { end: 'unsent', offline: answer.offline, code: answer.offline ? 'offline' : answer.code };
}
