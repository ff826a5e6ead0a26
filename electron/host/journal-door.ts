import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { Envelope } from '#domain/journal/envelope.ts';
import { storable } from '#domain/journal/storable.ts';
import type { Clock } from './clock.ts';
import type { Stamp } from './journal/compose-line.ts';
import type { AppendResult, Journal } from './journal/journal.ts';
import type { AppendGate } from './session/append-gate.ts';

/** The ways into a journal. By each, texts become such as every database keeps (`storable`). */
export interface JournalDoor {
  /** Journals, and has what was journalled pushed. Past the gate, for who holds it already. */
  append(drafts: readonly FactDraft[], stamp: Stamp): Promise<AppendResult>;
  /** The same for facts of the host's own making, of which the window is told. */
  appendOwn(drafts: readonly FactDraft[], stamp: Stamp): Promise<AppendResult>;
  /** The same through the gate. */
  appendOwnInTurn(drafts: readonly FactDraft[], stamp: Stamp): Promise<AppendResult>;
  close(): void;
}

export interface JournalDoorOptions {
  journal: Pick<Journal, 'append' | 'recover' | 'fault'>;
  gate: AppendGate;
  clock: Clock;
  appended(): void;
  onJournalled(facts: Envelope[]): void;
  onChange(): void;
}

/** While the journal takes no facts, it is tried again so often. */
const RECOVER_MS = 5_000;

export function createJournalDoor({ journal, gate, clock, ...options }: JournalDoorOptions): JournalDoor {
  let cancelRecovery = () => {};

  function recoverLater(): void {
    cancelRecovery();
    cancelRecovery = clock.after(RECOVER_MS, async () => {
      await journal.recover();
      if (journal.fault() && journal.fault()?.code !== 'journal-damaged') recoverLater();
      options.onChange();
    });
  }

  async function append(drafts: readonly FactDraft[], stamp: Stamp): Promise<AppendResult> {
    const result = await journal.append(drafts.map(storableDraft), stamp);
    if (result.ok) options.appended();
    else recoverLater();
    options.onChange();
    return result;
  }

  async function appendOwn(drafts: readonly FactDraft[], stamp: Stamp): Promise<AppendResult> {
    const result = await append(drafts, stamp);
    if (result.ok) options.onJournalled(result.facts);
    return result;
  }

  return {
    append,
    appendOwn,
    appendOwnInTurn: (drafts, stamp) => gate.shared(() => appendOwn(drafts, stamp)),
    close: () => cancelRecovery(),
  };
}

function storableDraft(draft: FactDraft): FactDraft {
  return { ...draft, payload: storable(draft.payload) };
}
