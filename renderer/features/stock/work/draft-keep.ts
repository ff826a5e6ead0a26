import Type from 'typebox';
import { parseJson, Uuid } from '#contracts/schema.ts';
import type { ItemStorage } from '#renderer/store/till-store.ts';
import { StockDraft } from './stock-draft.ts';

/** Keeps work that is not done yet over a restart of the window; that of training apart. */
export interface DraftKeep {
  /** The latest first; what has nothing in it yet is none. What cannot be read is as if it was not there. */
  all(): StockDraft[];
  load(draftId: string): StockDraft | null;
  save(draft: StockDraft): void;
  drop(draftId: string): void;
}

const Ids = Type.Array(Uuid);

/** Whether there is anything in it that would be missed. */
const isBegun = (draft: StockDraft | null): boolean => draft !== null && (draft.lines.length > 0 || draft.note !== '');

export function createDraftKeep(storage: ItemStorage, training: boolean): DraftKeep {
  const list = training ? 'omnitill-stock-work-training' : 'omnitill-stock-work';
  const keyOf = (draftId: string): string => `omnitill-stock-work-${draftId}`;
  const ids = (): readonly string[] => {
    const kept = parseJson(Ids, storage.getItem(list) ?? '[]');
    return kept.ok ? kept.value : [];
  };
  const load = (draftId: string): StockDraft | null => {
    const kept = parseJson(StockDraft, storage.getItem(keyOf(draftId)) ?? 'null');
    return kept.ok ? kept.value : null;
  };
  return {
    all: () =>
      ids().flatMap((draftId) => {
        const draft = load(draftId);
        return draft && isBegun(draft) ? [draft] : [];
      }),
    load: (draftId) => (ids().includes(draftId) ? load(draftId) : null),
    save(draft) {
      storage.setItem(keyOf(draft.draftId), JSON.stringify(draft));
      if (ids().includes(draft.draftId)) return;
      // What was opened and left with nothing in it goes.
      for (const id of ids()) if (!isBegun(load(id))) storage.removeItem(keyOf(id));
      storage.setItem(list, JSON.stringify([draft.draftId, ...ids().filter((id) => load(id) !== null)]));
    },
    drop(draftId) {
      const left = ids().filter((id) => id !== draftId);
      storage.setItem(list, JSON.stringify(left));
      storage.removeItem(keyOf(draftId));
    },
  };
}
