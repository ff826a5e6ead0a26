import type { FactDraft } from '#contracts/facts/envelope.ts';
import { OrderDraft } from '#contracts/facts/order-completed.ts';
import { type CartClaimed, type ReceiptIssued, SalePostVoided } from '#contracts/facts/sale-facts.ts';
import { BankDeposited, SafeCounted } from '#contracts/facts/session-facts.ts';
import type { Fault } from '#contracts/ipc/host.ts';
import { parse } from '#contracts/schema.ts';
import { FULFILMENT_PERMISSIONS, isFulfilmentKind } from '#domain/fulfilment/fulfilment-permissions.ts';
import { isMemberKind, MEMBER_PERMISSIONS } from '#domain/member/member-permissions.ts';
import { type Asked, type AskingOrder, orderAsked } from '#domain/operator/order-asked.ts';
import type { Permission } from '#domain/operator/permission.ts';
import { GOODS_PERMISSIONS, isStockKind, STOCK_PERMISSIONS } from '#domain/stock/stock-permissions.ts';
import type { Journal } from '#electron/host/journal/journal.ts';
import { createAskedAllowed } from './asked-allowed.ts';
import { mayDoTo } from './decided-on.ts';
import type { Operators } from './operators.ts';

export interface DraftPermissionsOptions {
  journal: Pick<Journal, 'has' | 'fact' | 'readKinds' | 'seq'>;
  operators: Pick<Operators, 'isAllowed' | 'covers' | 'signedIn'>;
  /** Whether another register's sale was looked up at the server, or can be now. */
  isSale(orderId: string): Promise<boolean>;
}

interface DraftAsked {
  subjectId: string;
  asked: Asked[];
  /** A cart, which another may finish once it was parked. */
  cartId?: string;
}

/**
 * Why a window's drafts may not be journalled: something in them is allowed neither by the role of who is signed in nor by a
 * manager's decision for it. The window asks beforehand; this is for one that does not.
 */
export function createDraftPermissions({ journal, operators, isSale }: DraftPermissionsOptions) {
  const trains = () => operators.signedIn()?.training === true;
  const isAllowed = createAskedAllowed({ journal, operators });
  return async (drafts: readonly FactDraft[]): Promise<Fault | null> => {
    for (const draft of drafts.filter(({ id }) => !journal.has(id))) {
      const done = await doneTo(draft);
      if (done && !(await mayDoTo({ journal, trains, isAllowed: operators.isAllowed }, ...done))) {
        return { code: 'permission-refused', detail: done[0] };
      }
      const { subjectId, asked, cartId } = await draftAsked(draft);
      for (const each of asked) {
        if (await isAllowed(each, subjectId, cartId)) continue;
        return { code: 'permission-refused', detail: `${each.permission} ${each.size}` };
      }
    }
    return null;
  };

  /** What is done to an order, a cart or stock, allowed by role or by a decision on it (on stock: on the fact itself). A cart that another register parked is for the server to compare. */
  async function doneTo({ id, kind, payload }: FactDraft): Promise<[Permission, string] | null> {
    if (isStockKind(kind)) return [STOCK_PERMISSIONS[kind], id];
    if (kind === 'receipt.issued') {
      const { orderId, copy } = payload as ReceiptIssued;
      return copy > 0 ? ['receipt-copy', orderId] : null;
    }
    if (kind !== 'cart.claimed') return null;
    const { cartId, parkId } = payload as CartClaimed;
    const parked = journal.has(parkId) ? await journal.fact(parkId) : undefined;
    return parked && parked.operatorId !== operators.signedIn()?.operatorId ? ['cart-claim', cartId] : null;
  }

  async function draftAsked(draft: FactDraft): Promise<DraftAsked> {
    const { id, kind, payload } = draft;
    if (kind === 'order.completed') {
      const order = parse(OrderDraft, payload);
      return order.ok ? { subjectId: id, asked: await ticketAsked(order.value), cartId: id } : nothing(id);
    }
    if (kind === 'sale.post-voided') {
      const voided = parse(SalePostVoided, payload);
      if (!voided.ok) return nothing(id);
      return { subjectId: voided.value.returnId, asked: [one('post-void', voided.value.overrideId)] };
    }
    if (isMemberKind(kind)) return { subjectId: id, asked: [one(MEMBER_PERMISSIONS[kind], undefined)] };
    if (isFulfilmentKind(kind)) return { subjectId: id, asked: [one(FULFILMENT_PERMISSIONS[kind], undefined)] };
    if (kind === 'count.recorded') return { subjectId: id, asked: [one(GOODS_PERMISSIONS[kind], undefined)] };
    if (kind !== 'safe.counted' && kind !== 'bank.deposited') return nothing(id);
    const counted = parse(kind === 'safe.counted' ? SafeCounted : BankDeposited, payload);
    return counted.ok ? { subjectId: id, asked: [one('safe-and-bank', counted.value.overrideId)] } : nothing(id);
  }

  async function ticketAsked(order: AskingOrder): Promise<Asked[]> {
    const known = new Set<string>();
    for (const { source } of order.returns ?? []) {
      if (source && (journal.has(source.orderId) || (await isSale(source.orderId)))) known.add(source.orderId);
    }
    return orderAsked(order, (orderId) => known.has(orderId));
  }
}

function nothing(subjectId: string): DraftAsked {
  return { subjectId, asked: [] };
}

function one(permission: Asked['permission'], overrideId: string | undefined): Asked {
  return { permission, size: 0, ...(overrideId === undefined ? {} : { overrideId }) };
}
