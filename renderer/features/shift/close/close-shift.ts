import { v7 as uuid } from 'uuid';
import { SessionClosed } from '#contracts/facts/session-facts.ts';
import type { Fault, HostApi } from '#contracts/ipc/host.ts';
import { parse, parseJson } from '#contracts/schema.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { createStore, type Readable } from '#renderer/app/external-store.ts';
import type { CashCount } from '#renderer/features/shift/cash-count.ts';
import {
  CLOSE_STEPS,
  CloseDraft,
  type CloseRules,
  closeInput,
  differencesOf,
  missingIn,
  newDraft,
} from './close-draft.ts';

export interface ClosePorts {
  host: HostApi;
  training?: boolean;
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  rules: () => CloseRules;
  /** Calls back after so many milliseconds. */
  later: (callback: () => void, delayMs: number) => void;
}

export interface CloseView {
  draft: CloseDraft;
  busy: boolean;
  fault: Fault | null;
}

/** Closing a session, one step after the other; what is entered is kept on this machine at once. */
export interface Closing {
  view: Readable<CloseView>;
  /** A cart or payment stays as it is. */
  keep(id: string): void;
  count(cash: CashCount): void;
  declare(tender: string, count: CashCount): void;
  explain(tender: string, reason: string, note: string): void;
  leave(left: CashCount): void;
  /** A manager allowed closing somebody else's session. */
  allowed(overrideId: string): void;
  /** To the next step, when nothing is missing in this one; from the last one the host is asked to close. */
  next(): Promise<void>;
  back(): void;
  /** Asks the host once more what a crash or a lost answer left open; with the same id, so it can't close twice. */
  recover(): Promise<void>;
  /** Answers whether the Z is still to be printed; asked again it is not, also after a reload. */
  printOnce(): boolean;
  /** The Z was seen: nothing of the draft is needed any more. */
  end(): void;
}

/** The one draft of a machine, and the one of training; a session that is closed elsewhere leaves nothing behind for the next. */
const keyOf = (training: boolean): string => (training ? 'omnitill-closing-training' : 'omnitill-closing');
const ASK_AGAIN_MS = 1500;

/** The draft a crash left behind, of this session or, with `null`, of whichever was being closed. */
export function keptDraft(
  storage: Pick<Storage, 'getItem'>,
  sessionId: string | null,
  training = false,
): CloseDraft | null {
  const text = storage.getItem(keyOf(training));
  const kept = text === null ? null : parseJson(CloseDraft, text);
  if (!kept?.ok) return null;
  if (sessionId !== null && kept.value.sessionId !== sessionId) return null;
  return kept.value;
}

export function createClosing(
  sessionId: string,
  { host, training = false, storage, rules, later }: ClosePorts,
): Closing {
  const kept = keptDraft(storage, sessionId, training);
  const view = createStore<CloseView>({
    draft: kept ?? newDraft(sessionId, uuid(), rules()),
    busy: false,
    fault: null,
  });

  function change(part: Partial<CloseDraft>): void {
    const draft = { ...view.get().draft, ...part };
    storage.setItem(keyOf(training), JSON.stringify(draft));
    view.set({ ...view.get(), draft, fault: null });
  }
  /** What is entered while the host is asked, or afterwards, would not be what it was asked. */
  const open = (): boolean => !view.get().draft.asked && !view.get().busy;

  async function measure(): Promise<boolean> {
    view.update((now) => ({ ...now, busy: true, fault: null }));
    const report = await attempt(host, 'session.report', {});
    view.update((now) => ({ ...now, busy: false, fault: report.ok ? null : report.fault }));
    if (report.ok) change({ totals: report.totals });
    return report.ok;
  }

  /** Whether the differences are still those that were seen; when something came in between they are shown again. */
  async function stillSo(): Promise<boolean> {
    const seen = JSON.stringify(differencesOf(view.get().draft, rules()));
    if (!(await measure())) return false;
    if (JSON.stringify(differencesOf(view.get().draft, rules())) === seen) return true;
    change({ step: 'differences' });
    return false;
  }

  async function keepNotes(): Promise<Fault | null> {
    const { draft } = view.get();
    for (const { noteId } of closeInput(draft, rules()).differences) {
      const text = Object.values(draft.reasons).find((reason) => reason.noteId === noteId)?.note;
      if (noteId === undefined || text === undefined) continue;
      const kept = await attempt(host, 'vault.put', { subjectId: noteId, text });
      if (!kept.ok) return kept.fault;
    }
    return null;
  }

  async function close(): Promise<void> {
    view.update((now) => ({ ...now, busy: true, fault: null }));
    const unkept = await keepNotes();
    if (unkept) return view.update((now) => ({ ...now, busy: false, fault: unkept }));
    if (!view.get().draft.asked) change({ asked: true });
    const answer = await attempt(host, 'session.close', closeInput(view.get().draft, rules()));
    if (answer.ok) return closed(answer.closed.payload);
    if ('unanswered' in answer) {
      view.update((now) => ({ ...now, busy: true, fault: answer.fault }));
      return later(() => void close(), ASK_AGAIN_MS);
    }
    change({ asked: false });
    view.update((now) => ({ ...now, busy: false, fault: answer.fault }));
  }

  function closed(payload: unknown): void {
    const parsed = parse(SessionClosed, payload);
    if (!parsed.ok) throw new Error(`session.closed at ${parsed.at}: ${parsed.message}`);
    change({ closed: parsed.value, step: 'z' });
    view.update((now) => ({ ...now, busy: false }));
  }

  function goTo(by: 1 | -1): void {
    const { draft } = view.get();
    const next = CLOSE_STEPS[CLOSE_STEPS.indexOf(draft.step) + by];
    if (next) change({ step: next });
  }

  return {
    view,
    keep: (id) => open() && change({ kept: [...view.get().draft.kept, id] }),
    count: (cash) => open() && change({ cash, totals: null }),
    declare: (tender, count) =>
      open() && change({ tenders: { ...view.get().draft.tenders, [tender]: count }, totals: null }),
    explain(tender, reason, note) {
      if (!open()) return;
      const { reasons } = view.get().draft;
      change({ reasons: { ...reasons, [tender]: { reason, note, noteId: reasons[tender]?.noteId ?? uuid() } } });
    },
    leave: (left) => open() && change({ left }),
    allowed: (overrideId) => change({ overrideId }),
    async next() {
      const { draft, busy } = view.get();
      if (busy) return;
      if (draft.step === 'tenders' && !(await measure())) return;
      if (missingIn(view.get().draft, rules()) !== null) return;
      if (draft.step === 'left') return (await stillSo()) ? close() : undefined;
      goTo(1);
    },
    back: () => open() && view.get().draft.step !== 'z' && goTo(-1),
    async recover() {
      const { draft, busy } = view.get();
      if (draft.asked && !draft.closed && !busy) await close();
    },
    printOnce() {
      const { printed } = view.get().draft;
      if (!printed) change({ printed: true });
      return !printed;
    },
    end() {
      storage.removeItem(keyOf(training));
    },
  };
}
