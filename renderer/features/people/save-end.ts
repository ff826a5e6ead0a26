import type { ServerAnswer } from '#renderer/app/server-api.ts';
import type { ChangeEnd } from '#renderer/features/products/use-change.ts';

/** What the server says to a change of a person or role. */
type SaveAnswer<Row> =
  | { ok: true; revision: number }
  | { ok: false; conflict: { now: Row | null } }
  | { ok: false; faults: string[] };

/** How saving ended. `conflict`: somebody was faster, and this is how it is now. */
export type SaveEnd<Row> = { end: 'done' } | { end: 'conflict'; now: Row } | Extract<ChangeEnd, { end: 'unsent' }>;

export function saveEnd<Row>(answer: ServerAnswer<SaveAnswer<Row>>): SaveEnd<Row> {
  if (!answer.ok) return { end: 'unsent', offline: answer.offline, code: answer.offline ? 'offline' : answer.code };
  const said = answer.value;
  if (said.ok) return { end: 'done' };
  if ('faults' in said) return { end: 'unsent', offline: false, code: said.faults[0] ?? 'internal' };
  const { now } = said.conflict;
  return now ? { end: 'conflict', now } : { end: 'unsent', offline: false, code: 'change-conflict' };
}
