import type { SettingsFault } from '#contracts/http/settings.ts';
import type { ServerAnswer } from '#renderer/app/server-api.ts';

/** What the server says to a change of settings or tax rules. */
type Said<Row> =
  | { ok: true }
  | { ok: false; conflict: { now: Row | null } }
  | { ok: false; faults: readonly SettingsFault[] };

/** How saving ended. `conflict`: somebody was faster, and this is how it is now. */
export type SettingsEnd<Row> =
  | { end: 'done' }
  | { end: 'conflict'; now: Row }
  | { end: 'refused'; faults: readonly SettingsFault[] }
  | { end: 'unsent'; offline: boolean; code: string };

export function settingsEnd<Row>(answer: ServerAnswer<Said<Row>>): SettingsEnd<Row> {
  if (!answer.ok) return { end: 'unsent', offline: answer.offline, code: answer.offline ? 'offline' : answer.code };
  const said = answer.value;
  if (said.ok) return { end: 'done' };
  if ('faults' in said) return { end: 'refused', faults: said.faults };
  const { now } = said.conflict;
  return now ? { end: 'conflict', now } : { end: 'unsent', offline: false, code: 'change-conflict' };
}
