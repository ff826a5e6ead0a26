import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { FactKind } from '#contracts/facts/kinds.ts';
import type { Fault, HostOutput } from '#contracts/ipc/host.ts';
import type { HostConfig } from '#contracts/views/register-config.ts';
import { checkDraft } from './check-draft.ts';
import type { Stamp } from './journal/compose-line.ts';
import type { AppendResult, Journal } from './journal/journal.ts';
import type { Operators } from './operator/operators.ts';
import type { Payments } from './payments/payments-port.ts';
import type { AppendGate } from './session/append-gate.ts';
import { sellingFault } from './session/selling-fault.ts';
import type { SessionKeeper } from './session/session-keeper.ts';

export interface AppendDraftsOptions {
  journal: Pick<Journal, 'has'>;
  operators: Pick<Operators, 'signedIn'>;
  payments: Pick<Payments, 'guard'>;
  gate: AppendGate;
  sessions: SessionKeeper;
  config(): HostConfig | null;
  stampOf(operatorId: string | null, training: boolean): Stamp;
  append(drafts: readonly FactDraft[], stamp: Stamp): Promise<AppendResult>;
}

/** Kinds that move money or stored value: outside a session nobody answers for them. */
const MONEY_KINDS: ReadonlySet<string> = new Set<FactKind>([
  'order.completed',
  'sale.post-voided',
  'value.issued',
  'value.redeemed',
  'account.charged',
  'account.paid',
]);

/** What answers `journal.append`: checks a window's drafts and journals them in the name of whoever is signed in. */
export function createAppendDrafts(options: AppendDraftsOptions) {
  const { journal, operators, payments, gate } = options;

  async function append(drafts: readonly FactDraft[]): Promise<HostOutput<'journal.append'>> {
    for (const draft of drafts) {
      const fault = checkDraft(draft);
      if (fault) return { ok: false, fault };
    }
    // What is journalled already gets its first answer, also after a restart that signed everybody out.
    if (drafts.every(({ id }) => journal.has(id))) return options.append(drafts, options.stampOf(null, false));
    const fault = faultOf(drafts);
    if (fault) return { ok: false, fault };
    return payments.guard(drafts, (guarded) => gate.shared(() => journalNow(guarded)));
  }

  /** Checked again: the session may have been closed while it waited. */
  async function journalNow(drafts: readonly FactDraft[]): Promise<AppendResult> {
    const fault = faultOf(drafts);
    const { operatorId = null, training = false } = operators.signedIn() ?? {};
    return fault ? { ok: false, fault } : options.append(drafts, options.stampOf(operatorId, training));
  }

  function faultOf(drafts: readonly FactDraft[]): Fault | null {
    const signedIn = operators.signedIn();
    if (!signedIn) return { code: 'not-signed-in' };
    const money = drafts.some(({ id, kind }) => MONEY_KINDS.has(kind) && !journal.has(id));
    return money ? sellingFault(signedIn, options.config(), options.sessions.current()) : null;
  }

  return append;
}
