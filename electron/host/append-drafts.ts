import { checkDraft, WINDOW_KINDS } from '#contracts/facts/check-draft.ts';
import { stockFault } from '#contracts/facts/check-stock.ts';
import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { FactKind } from '#contracts/facts/kinds.ts';
import type { Fault, HostOutput } from '#contracts/ipc/host.ts';
import type { HostConfig } from '#contracts/views/register-config.ts';
import type { Envelope } from '#domain/journal/envelope.ts';
import { repeatFault } from '#domain/journal/repeated-draft.ts';
import { placedFault } from './check-placed.ts';
import { ticketFault } from './check-ticket.ts';
import { createUndoneCheck } from './check-undone.ts';
import type { Stamp } from './journal/compose-line.ts';
import type { AppendResult, Journal } from './journal/journal.ts';
import type { Operators } from './operator/operators.ts';
import type { Payments } from './payments/payments-port.ts';
import type { AppendGate } from './session/append-gate.ts';
import { sellingFault } from './session/selling-fault.ts';
import type { SessionKeeper } from './session/session-keeper.ts';

export interface AppendDraftsOptions {
  journal: Pick<Journal, 'has' | 'fact'>;
  operators: Pick<Operators, 'signedIn'>;
  /** Why neither role nor manager allows what stands in drafts. */
  permissions(drafts: readonly FactDraft[]): Promise<Fault | null>;
  /** Why a hand-over may not be journalled: the code that it says was shown was not. */
  pickupFault(draft: FactDraft): Fault | null;
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
  const undone = createUndoneCheck(journal);

  async function append(drafts: readonly FactDraft[]): Promise<HostOutput<'journal.append'>> {
    for (const draft of drafts) {
      const fault = checkDraft(draft, WINDOW_KINDS);
      if (fault) return { ok: false, fault };
    }
    const repeated = await repeatedFault(drafts);
    if (repeated) return { ok: false, fault: repeated };
    const placed = placedFault(drafts, (id) => journal.has(id), options.config());
    if (placed) return { ok: false, fault: placed };
    // What is journalled already gets its first answer, also after a restart that signed everybody out.
    if (drafts.every(({ id }) => journal.has(id))) return options.append(drafts, options.stampOf(null, false));
    const fault =
      faultOf(drafts) ?? contentFault(drafts) ?? (await undone(drafts)) ?? (await options.permissions(drafts));
    if (fault) return { ok: false, fault };
    return payments.guard(drafts, (guarded) => gate.shared(() => journalNow(guarded)));
  }

  /** Checked again: the session may have been closed while it waited. */
  async function journalNow(drafts: readonly FactDraft[]): Promise<AppendResult> {
    const fault = faultOf(drafts);
    const { operatorId = null, training = false } = operators.signedIn() ?? {};
    if (fault) return { ok: false, fault };
    const result = await options.append(drafts, options.stampOf(operatorId, training));
    if (!result.ok) return result;
    // Of two drafts with one id that came at once, or in one call, the first is journalled.
    const differs = firstFault(drafts, result.facts, training);
    return differs ? { ok: false, fault: differs } : result;
  }

  async function repeatedFault(drafts: readonly FactDraft[]): Promise<Fault | null> {
    const known = await Promise.all(drafts.map(({ id }) => (journal.has(id) ? journal.fact(id) : undefined)));
    return firstFault(drafts, known, operators.signedIn()?.training ?? null);
  }

  function firstFault(
    drafts: readonly FactDraft[],
    facts: readonly (Envelope | undefined)[],
    training: boolean | null,
  ): Fault | null {
    for (const [index, draft] of drafts.entries()) {
      const fact = facts[index];
      const fault = fact && repeatFault(draft, fact, training);
      if (fault) return fault;
    }
    return null;
  }

  function contentFault(drafts: readonly FactDraft[]): Fault | null {
    for (const draft of drafts) {
      const fault = journal.has(draft.id)
        ? null
        : (ticketFault(draft, options.config()) ??
          stockFault(draft, options.config()?.config.store.locationId) ??
          options.pickupFault(draft));
      if (fault) return fault;
    }
    return null;
  }

  function faultOf(drafts: readonly FactDraft[]): Fault | null {
    const signedIn = operators.signedIn();
    if (!signedIn) return { code: 'not-signed-in' };
    const money = drafts.some(({ id, kind }) => MONEY_KINDS.has(kind) && !journal.has(id));
    return money ? sellingFault(signedIn, options.config(), options.sessions.current()) : null;
  }

  return append;
}
