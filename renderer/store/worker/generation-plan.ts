import type { GenerationPointer } from './generation-pointers.ts';

/** Every views database begins with this. */
export const VIEWS_PREFIX = 'omnitill-views-';

/** The name of one copy's database: schema version, whose it is, which copy. */
export function databaseNameOf(journalId: string, copy: { version: number; number: number }): string {
  return `${VIEWS_PREFIX}v${copy.version}-${journalId}-g${copy.number}`;
}

/** What a till that has nothing yet begins with. */
export function firstPointer(journalId: string, version: number): GenerationPointer {
  return { journalId, active: { version, number: 1, completeAt: null, settled: null }, next: null };
}

/** The pointer to go on with: documents of another version than `version` are pulled anew, beside those there are. */
export function plannedPointer(stored: GenerationPointer, version: number): GenerationPointer {
  const wanted = stored.next ?? stored.active;
  return wanted.version === version ? stored : renewedPointer(stored, version);
}

/** A new copy on its way, in place of one that was. */
export function renewedPointer(pointer: GenerationPointer, version: number): GenerationPointer {
  return { ...pointer, next: { version, number: highestNumber(pointer) + 1 } };
}

/** An active copy that can't be opened is given up for a new, empty one. */
export function replacedPointer(pointer: GenerationPointer, version: number): GenerationPointer {
  const number = highestNumber(pointer) + 1;
  return { ...pointer, active: { version, number, completeAt: null, settled: null }, next: null };
}

/** The next copy has become complete. */
export function switchedPointer(pointer: GenerationPointer, completeAt: string): GenerationPointer {
  if (!pointer.next) return pointer;
  return { ...pointer, active: { ...pointer.next, completeAt, settled: null }, next: null };
}

function highestNumber(pointer: GenerationPointer): number {
  return Math.max(pointer.active.number, pointer.next?.number ?? 0);
}
