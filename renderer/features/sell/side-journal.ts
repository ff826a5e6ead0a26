import { v7 as uuid } from 'uuid';
import type { Fact, FactDraft } from '#contracts/facts/envelope.ts';
import type { HostApi } from '#contracts/ipc/host.ts';
import type { Note } from '#domain/order/cart.ts';
import { attempt } from '#renderer/app/attempt.ts';

/** What is journalled beside sales, and the texts it speaks of. */
export interface SideEntry {
  kind: string;
  payload: unknown;
  /** The fact's id, where somebody must know it. */
  id?: string;
  /** Kept in the vault before the fact. */
  notes?: readonly Note[];
}

/** Journals what rides along with selling: in order, in the background; nothing waits for it, and no failure of it stops a sale. */
export interface SideJournal {
  tell(...entries: readonly SideEntry[]): void;
}

export interface SideJournalPorts {
  host: HostApi;
  /** Takes what was journalled. */
  journalled: (facts: readonly Fact[]) => void;
  /** Calls back after so many milliseconds. */
  later: (callback: () => void, delayMs: number) => void;
}

interface Waiting {
  draft: FactDraft;
  notes: readonly Note[];
}

/** A host that gave no answer is asked again after so long: with the same facts, so that none counts twice. */
const ASK_AGAIN_MS = 2000;
const BATCH = 100;

export function createSideJournal({ host, journalled, later }: SideJournalPorts): SideJournal {
  const waiting: Waiting[] = [];
  let running = false;

  async function run(): Promise<void> {
    running = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, BATCH);
      if (!(await keepNotes(batch))) break;
      const answer = await attempt(host, 'journal.append', { drafts: batch.map(({ draft }) => draft) });
      if (!answer.ok && 'unanswered' in answer) break;
      waiting.splice(0, batch.length);
      if (answer.ok) journalled(answer.facts as Fact[]);
      else console.warn(`not journalled: ${answer.fault.code} ${answer.fault.detail ?? ''}`);
    }
    running = false;
    if (waiting.length > 0) later(start, ASK_AGAIN_MS);
  }

  /** False while the host gives no answer. */
  async function keepNotes(batch: readonly Waiting[]): Promise<boolean> {
    for (const { id, text } of batch.flatMap(({ notes }) => notes)) {
      const answer = await attempt(host, 'vault.put', { subjectId: id, text });
      if (!answer.ok && 'unanswered' in answer) return false;
    }
    return true;
  }

  function start(): void {
    if (!running && waiting.length > 0) void run();
  }

  return {
    tell(...entries) {
      for (const { kind, payload, id = uuid(), notes = [] } of entries)
        waiting.push({ draft: { id, kind, version: 1, payload }, notes });
      // After the screen was painted.
      later(start, 0);
    },
  };
}
