import type { TFunction } from 'i18next';
import { errorWords } from '#renderer/app/error-words.ts';
import type { ServerAnswer } from '#renderer/app/server-api.ts';
import type { Published } from './record-task.ts';

type Said =
  | { ok: true; revision: number }
  | { ok: false; faults: readonly string[] }
  | { ok: false; fault: string }
  | { ok: false; conflict: unknown }
  | { ok: false; now: unknown };

/** How publishing one of many ended, in words where it was not taken; without a network it ends there. */
export function published(t: TFunction, answer: ServerAnswer<Said>): Published {
  if (!answer.ok) {
    if (answer.offline) return { ok: false, offline: true, code: 'offline' };
    return { ok: false, reason: errorWords(t, answer.code).title };
  }
  const said = answer.value;
  if (said.ok) return said;
  const code = 'faults' in said ? (said.faults[0] ?? 'internal') : 'fault' in said ? said.fault : null;
  return { ok: false, reason: code === null ? t('many.changedMeanwhile') : errorWords(t, code).title };
}
