import { newDraft, type StockDraft, type WorkKind } from '#renderer/features/stock/work/stock-draft.ts';

/** Ids in the order of their making. */
export function idMaker(): () => string {
  let made = 0;
  return () => `0192f000-0000-7000-8000-${String(++made).padStart(12, '0')}`;
}

export function draftOf(kind: WorkKind, more: Partial<StockDraft> = {}, newId = idMaker()): StockDraft {
  return newDraft({ kind, operatorId: 'ada', startedAt: '2026-11-22T08:00:00.000Z', newId }, more);
}
