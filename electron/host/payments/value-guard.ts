import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { Fault } from '#contracts/ipc/host.ts';
import type { Envelope } from '#domain/journal/envelope.ts';
import type { Permission } from '#domain/operator/permission.ts';
import { type ValueMove, valueFaults } from '#domain/order/check-value.ts';
import { linePermissions } from '#domain/order/line-permissions.ts';
import type { Order } from '#domain/order/order.ts';
import type { Tender } from '#domain/tender/tender.ts';
import type { Journal } from '#electron/host/journal/journal.ts';
import { isTakenUp, mayDoTo } from '#electron/host/operator/decided-on.ts';

/** Kinds that move stored value or an account. */
export const VALUE_KINDS: ReadonlySet<string> = new Set([
  'value.issued',
  'value.redeemed',
  'account.charged',
  'account.paid',
]);

/** What a role, or a manager's decision on the ticket, must allow. */
const ASKED: Readonly<Record<string, Permission>> = {
  'value.issued': 'stored-value-issue',
  'account.charged': 'account-charge',
};

interface ValueGuardOptions {
  journal: Pick<Journal, 'has' | 'fact' | 'readKinds' | 'seq'>;
  tenders(): readonly Tender[];
  trains(): boolean;
  isAllowed(permission: Permission, size: number, overrideId?: string, subjectId?: string): Promise<boolean>;
}

type Moved = { orderId: string; amount: number; instrument?: string; accountId?: string; currency: string };
type Fact = Pick<Envelope, 'kind' | 'payload'>;

/**
 * Says why drafts may not be journalled together: stored value or accounts that move by other amounts than their ticket says,
 * or by somebody who may not; a price keyed in, or something that is not listed, by somebody who may not. What is journalled
 * already, after a crash in the middle of an append, counts with them. Drafts were checked against their schemas; null when
 * they may.
 */
export function createValueGuard({ journal, tenders, trains, isAllowed }: ValueGuardOptions) {
  async function fault(drafts: readonly FactDraft[]): Promise<Fault | null> {
    const fresh = drafts.filter(({ id }) => !journal.has(id));
    const moves = fresh.filter(({ kind }) => VALUE_KINDS.has(kind));
    const tickets = new Set([
      ...fresh.filter(({ kind }) => kind === 'order.completed').map(({ id }) => id),
      ...moves.map(({ payload }) => (payload as Moved).orderId),
    ]);
    for (const orderId of tickets) {
      const found = await ticketFault(orderId, fresh);
      if (found) return found;
    }
    return permissionFault(fresh);
  }

  async function ticketFault(orderId: string, fresh: readonly FactDraft[]): Promise<Fault | null> {
    const known = await knownTicket(orderId);
    const ticket = known?.order ?? fresh.find(({ id, kind }) => id === orderId && kind === 'order.completed')?.payload;
    const moves = [...(known?.moves ?? []), ...fresh].flatMap((fact) => moveOf(fact, orderId));
    const [first] = valueFaults((ticket as Order | undefined) ?? null, moves, tenders());
    if (!first) return null;
    const { code, where, expected, found } = first;
    return { code, detail: `${orderId} ${where}: ${found} for ${expected}` };
  }

  /** A ticket that is journalled already, with what was moved beside it. */
  async function knownTicket(orderId: string): Promise<{ order: unknown; moves: Fact[] } | null> {
    if (!journal.has(orderId)) return null;
    const fact = await journal.fact(orderId);
    if (fact?.kind !== 'order.completed') return null;
    const moves = await journal.readKinds([...VALUE_KINDS], fact.seq - 1, fact.training === true);
    return { order: fact.payload, moves };
  }

  async function permissionFault(fresh: readonly FactDraft[]): Promise<Fault | null> {
    for (const draft of fresh) {
      for (const [permission, orderId] of askedBy(draft)) {
        if (!(await mayDo(permission, orderId))) return { code: 'permission-refused', detail: permission };
      }
    }
    return null;
  }

  /** What a manager decided names the cart, which the ticket has its id from. */
  async function mayDo(permission: Permission, orderId: string): Promise<boolean> {
    if (await mayDoTo({ journal, trains, isAllowed }, permission, orderId)) return true;
    return isTakenUp({ journal, trains }, orderId);
  }

  return { fault };
}

/** What a draft needs of a role, or of a decision on which cart. */
function askedBy({ id, kind, payload }: FactDraft): [Permission, string][] {
  if (kind === 'order.completed')
    return linePermissions((payload as Order).lines).map((permission) => [permission, id]);
  const permission = ASKED[kind];
  return permission ? [[permission, (payload as Moved).orderId]] : [];
}

function moveOf({ kind, payload }: Fact, ofOrder: string): ValueMove[] {
  if (!VALUE_KINDS.has(kind)) return [];
  const { orderId, instrument, accountId = '', ...moved } = payload as Moved;
  if (orderId !== ofOrder) return [];
  return [{ ...moved, kind: kind as ValueMove['kind'], holder: instrument ?? accountId }];
}
