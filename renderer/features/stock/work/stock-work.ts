import type { Fact } from '#contracts/facts/envelope.ts';
import type { Fault, HostApi } from '#contracts/ipc/host.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { createStore, type Readable } from '#renderer/app/external-store.ts';
import type { DraftKeep } from './draft-keep.ts';
import { factOf, missingIn } from './fact-of.ts';
import type { StockDraft } from './stock-draft.ts';

export interface WorkView {
  draft: StockDraft;
  canUndo: boolean;
  busy: boolean;
  fault: Fault | null;
  /** The fact that it became. */
  saved: Fact | null;
}

/** Work with goods under way: every change is kept at once, each can be taken back, and in the end it is one fact. */
export interface StockWork {
  view: Readable<WorkView>;
  edit(change: (draft: StockDraft) => StockDraft): void;
  /** A change that is no work of a person's: nothing to take back. */
  note(change: (draft: StockDraft) => StockDraft): void;
  undo(): void;
  /** Tells the host; asked again after a lost answer or a crash, it is still one fact. */
  save(): Promise<void>;
  /** Throws the work away. */
  drop(): void;
}

export interface WorkPorts {
  host: HostApi;
  keep: DraftKeep;
  locationId: string;
  /** Takes what was journalled. */
  journalled: (facts: readonly Fact[]) => void;
}

const UNDO_MAX = 100;

export function createStockWork(initial: StockDraft, { host, keep, locationId, journalled }: WorkPorts): StockWork {
  const past: StockDraft[] = [];
  const view = createStore<WorkView>({ draft: initial, canUndo: false, busy: false, fault: null, saved: null });
  keep.save(initial);

  function put(draft: StockDraft): void {
    keep.save(draft);
    view.update((now) => ({ ...now, draft, canUndo: past.length > 0, fault: null }));
  }
  /** What is changed while the host is asked, or afterwards, would not be what it was asked. */
  const open = (): boolean => {
    const { draft, busy, saved } = view.get();
    return !draft.asked && !busy && !saved;
  };

  async function keepNote({ note, noteId, kind }: StockDraft): Promise<Fault | null> {
    const text = note.trim();
    if (text === '' || kind === 'accept') return null;
    const kept = await attempt(host, 'vault.put', { subjectId: noteId, text });
    return kept.ok ? null : kept.fault;
  }

  async function tell(draft: StockDraft): Promise<Fault | null> {
    const unkept = await keepNote(draft);
    if (unkept) return unkept;
    const asked = { ...draft, asked: true };
    put(asked);
    const answer = await attempt(host, 'journal.append', { drafts: [factOf(asked, locationId)] });
    if (!answer.ok) {
      // A refusal is known to be none; an answer that never came leaves it open, and the same fact is told again.
      if (!('unanswered' in answer)) put({ ...asked, asked: false });
      return answer.fault;
    }
    const [fact = null] = answer.facts as Fact[];
    keep.drop(draft.draftId);
    view.update((now) => ({ ...now, saved: fact }));
    journalled(answer.facts as Fact[]);
    return null;
  }

  return {
    view,
    edit(change) {
      if (!open()) return;
      const { draft } = view.get();
      const next = change(draft);
      if (next === draft) return;
      past.push(draft);
      if (past.length > UNDO_MAX) past.shift();
      put(next);
    },
    note(change) {
      if (!open()) return;
      const { draft } = view.get();
      const next = change(draft);
      if (next !== draft) put(next);
    },
    undo() {
      if (!open()) return;
      const before = past.pop();
      if (before) put({ ...before, step: view.get().draft.step });
    },
    async save() {
      const { draft, busy, saved } = view.get();
      if (busy || saved || missingIn(draft)) return;
      view.update((now) => ({ ...now, busy: true, fault: null }));
      const fault = await tell(draft);
      view.update((now) => ({ ...now, busy: false, fault }));
    },
    drop: () => keep.drop(view.get().draft.draftId),
  };
}
