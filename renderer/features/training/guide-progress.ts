import Type from 'typebox';
import { Count, parseJson } from '#contracts/schema.ts';

const KEY = 'omnitill-guide';
const Stored = Type.Record(Type.String(), Count);

/** How far each operator got in the guided sale on this machine. */
export function guideProgress(storage: Pick<Storage, 'getItem'>, operatorId: string): number {
  return read(storage)[operatorId] ?? 0;
}

export function keepGuideProgress(storage: Storage, operatorId: string, at: number): void {
  storage.setItem(KEY, JSON.stringify({ ...read(storage), [operatorId]: at }));
}

function read(storage: Pick<Storage, 'getItem'>): Record<string, number> {
  const parsed = parseJson(Stored, storage.getItem(KEY) ?? '{}');
  return parsed.ok ? parsed.value : {};
}
