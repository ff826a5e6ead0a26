import type { ErrorCode } from '#contracts/errors/registry.ts';
import type { FactDraft } from '#contracts/facts/envelope.ts';
import { ValueRedeemed } from '#contracts/facts/sale-facts.ts';
import type { Fault, HostInput, HostOutput } from '#contracts/ipc/host.ts';
import { parse } from '#contracts/schema.ts';
import type { Stamp } from '#electron/host/journal/compose-line.ts';
import type { AppendResult, Journal } from '#electron/host/journal/journal.ts';
import type { ServerApi } from '#electron/host/server-api.ts';
import { type KeptLease, type LeaseBook, type LeaseUse, leftOf } from './lease-book.ts';
import type { Projection } from './projection.ts';

export interface StoredValueOptions {
  journal: Pick<Journal, 'has' | 'readKinds'>;
  book: LeaseBook;
  use: Projection<LeaseUse>;
  api: Pick<ServerApi, 'lease' | 'storedValue'>;
  /** How far the server has taken the journal. */
  watermark(): number;
  append(drafts: FactDraft[], stamp: Stamp): Promise<AppendResult>;
  /** As whom the host journals by itself. */
  ownStamp(): Stamp;
  trains(): boolean;
  newId(): string;
}

type Checked = HostOutput<'value.check'>;
type Admitted = { ok: true; drafts: FactDraft[] } | { ok: false; fault: Fault };

/** Stored value of `Payments`: what may be spent of it here and now. Its calls must come one after another. */
export interface StoredValue {
  check(input: HostInput<'value.check'>): Promise<Checked>;
  /** Names the lease of each redemption, or says that they spend more than was granted. */
  admit(drafts: readonly FactDraft[]): Promise<Admitted>;
  returnLeases(): Promise<void>;
}

/** Without a wish, all there is. */
const EVERYTHING = Number.MAX_SAFE_INTEGER;

/**
 * Keeps to leases: a register spends of an instrument only what the server granted it, online or not, so that all registers
 * together never spend more than there is. A lease is asked for under an id of this register's, written down first, so that a lost
 * answer is asked for again and not granted twice.
 */
export function createStoredValue(options: StoredValueOptions): StoredValue {
  const { book, use, api } = options;

  async function check({ instrument, want = EVERYTHING }: HostInput<'value.check'>): Promise<Checked> {
    await use.catchUp();
    // Nothing is wanted: it is only looked at.
    if (options.trains() || (want === 0 && !book.of(instrument))) return look(instrument);
    const lease = await askUpTo(instrument, want);
    if ('fault' in lease)
      return lease.fault.code === 'unreachable' ? offline(instrument) : { ok: false, fault: lease.fault };
    return told(lease, true);
  }

  /** Asks for so much of an instrument as is missing. What was asked for before and not answered is answered first: the server may have granted it. */
  async function askUpTo(instrument: string, want: number): Promise<KeptLease | { fault: Fault }> {
    let lease = book.of(instrument) ?? begun(instrument);
    for (;;) {
      const missing = want - leftOf(lease, use.state());
      if (missing <= 0) return see(lease);
      const again = lease.asked !== null;
      const asking: KeptLease = { ...lease, asked: missing };
      await book.put(asking);
      const answered = await ask(asking);
      if ('fault' in answered || !again) return answered;
      lease = answered;
    }
  }

  function begun(instrument: string): KeptLease {
    return { leaseId: options.newId(), instrument, granted: 0, epoch: 0, asked: null, seen: null };
  }

  async function ask(lease: KeptLease): Promise<KeptLease | { fault: Fault }> {
    const { leaseId, instrument, asked } = lease;
    const answer = await api.lease({ leaseId, epoch: lease.epoch + 1, instrument, amount: asked ?? 1 });
    if (!answer.ok && answer.why === 'unreachable') return { fault: { code: 'unreachable' } };
    if (!answer.ok) {
      // The server knows no such instrument, or turned the request away: nothing was granted.
      if (lease.granted === 0) await book.drop(leaseId);
      else await book.put({ ...lease, asked: null });
      return { fault: answer.fault };
    }
    const { lease: grant, balance, class: kind, currency } = answer.value;
    const seen = await seenNow(lease, { class: kind, currency, balance });
    const granted = lease.granted + (grant?.amount ?? 0);
    const next: KeptLease = { ...lease, granted, epoch: lease.epoch + (grant ? 1 : 0), asked: null, seen };
    await book.put(next);
    return next;
  }

  /** Enough is granted already; what the instrument holds is asked all the same. */
  async function see(lease: KeptLease): Promise<KeptLease | { fault: Fault }> {
    const answer = await api.storedValue(lease.instrument);
    if (!answer.ok) return { fault: answer.why === 'unreachable' ? { code: 'unreachable' } : answer.fault };
    const { class: kind, currency, balance } = answer.value;
    const seen = await seenNow(lease, { class: kind, currency, balance });
    const next = { ...lease, seen };
    await book.put(next);
    return next;
  }

  /** What the server said of an instrument, and on top what this register did to it that the server has not taken yet. */
  async function seenNow(
    { leaseId, instrument }: KeptLease,
    told: Omit<NonNullable<KeptLease['seen']>, 'spentThen'>,
  ): Promise<NonNullable<KeptLease['seen']>> {
    const untaken = await options.journal.readKinds(['value.issued', 'value.redeemed'], options.watermark());
    let balance = told.balance;
    for (const { kind, payload } of untaken) {
      const value = payload as { instrument: string; amount: number };
      if (value.instrument === instrument) balance += kind === 'value.issued' ? value.amount : -value.amount;
    }
    return { ...told, balance, spentThen: use.state().spent[leaseId] ?? 0 };
  }

  function offline(instrument: string): Checked {
    const lease = book.of(instrument);
    return lease?.seen ? told(lease, false) : refused('value-offline');
  }

  function told(lease: KeptLease, online: boolean): Checked {
    if (!lease.seen) return refused('value-offline');
    const available = leftOf(lease, use.state());
    const spentSince = (use.state().spent[lease.leaseId] ?? 0) - lease.seen.spentThen;
    return { ok: true, class: lease.seen.class, balance: lease.seen.balance - spentSince, available, online };
  }

  /** In training nothing is granted, and nothing is spent. */
  async function look(instrument: string): Promise<Checked> {
    const answer = await api.storedValue(instrument);
    if (!answer.ok) return answer.why === 'unreachable' ? refused('value-offline') : { ok: false, fault: answer.fault };
    const { class: kind, balance } = answer.value;
    return { ok: true, class: kind, balance, available: Math.max(0, balance), online: true };
  }

  async function admit(drafts: readonly FactDraft[]): Promise<Admitted> {
    await use.catchUp();
    const left = new Map<string, number>();
    const admitted: FactDraft[] = [];
    for (const draft of drafts) {
      const redeemed = draft.kind === 'value.redeemed' && !options.journal.has(draft.id);
      const payload = redeemed ? parse(ValueRedeemed, draft.payload) : null;
      if (!payload?.ok || options.trains()) {
        admitted.push(draft);
        continue;
      }
      const { leaseId: _, ...value } = payload.value;
      if (value.amount <= 0) {
        admitted.push({ ...draft, payload: value });
        continue;
      }
      const lease = book.of(value.instrument);
      const rest = (left.get(value.instrument) ?? leftOf(lease, use.state())) - value.amount;
      if (!lease || rest < 0) return { ok: false, fault: { code: 'value-insufficient', detail: value.instrument } };
      left.set(value.instrument, rest);
      admitted.push({ ...draft, payload: { ...value, leaseId: lease.leaseId } });
    }
    return { ok: true, drafts: admitted };
  }

  /** Not in training: what is journalled then counts nowhere, and the lease would be lost. */
  async function returnLeases(): Promise<void> {
    if (options.trains()) return;
    await use.catchUp();
    for (const lease of book.leases()) {
      const { leaseId, instrument } = lease;
      const payload = { leaseId, instrument, unspent: leftOf(lease, use.state()) };
      const back = use.state().returned.includes(leaseId);
      const draft = { id: options.newId(), kind: 'lease.returned', version: 1, payload };
      if (!back && !(await options.append([draft], options.ownStamp())).ok) return;
      await use.catchUp();
      await book.drop(leaseId);
    }
  }

  return { check, admit, returnLeases };
}

function refused(code: ErrorCode): { ok: false; fault: Fault } {
  return { ok: false, fault: { code } };
}
