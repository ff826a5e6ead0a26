import type { Permission } from './permission.ts';

/** What a manager decided, as `override.decided` has it. */
export interface OverrideDecision {
  permission: string;
  askerId: string;
  verdict: 'granted' | 'refused';
  /** In the permission's unit. */
  size: number;
  subjectId?: string | null;
  /** Not there in decisions of older hosts, which reach as far as their permission. */
  scope?: OverrideScope | null;
}

/** How far a decision reaches beside its subject. */
export interface OverrideScope {
  /** The session in which it was asked for; null outside one. */
  sessionId: string | null;
  /** The discount, product or returned line of the cart. */
  itemId?: string;
  /** What it came to when it was asked for, minor units: for people; sizes are checked. */
  amount?: number;
}

/** What a decision is used for. */
export interface OverrideUse {
  permission: Permission;
  size: number;
  /** The cart, or the fact that is made. A fact's id is journalled once, and so a decision for it is used once. */
  subjectId: string;
  /** Of a part of a cart: what the decision may have been asked for by. */
  itemIds?: readonly string[];
  /** Who does it; undefined where another may finish what was begun, as a cart that was parked. */
  askerId?: string;
  /** The session that is open; undefined where a subject may outlive it. */
  sessionId?: string | null;
}

/** Who may do the greater may do the lesser: a return that a manager allowed in one respect needs no second decision. */
const ALSO: Partial<Record<Permission, readonly string[]>> = {
  'return-with-receipt': ['return-without-receipt', 'return-unverified', 'post-void'],
  'return-unverified': ['return-without-receipt'],
};

/** Whether a manager's decision allows what it is used for: its permission, up to its size, for its subject, its asker and its session alone. */
export function overrideCovers(decision: OverrideDecision, use: OverrideUse): boolean {
  const { permission, size, subjectId, itemIds, askerId, sessionId } = use;
  const also = ALSO[permission]?.includes(decision.permission) === true;
  const isFor = decision.verdict === 'granted' && (decision.permission === permission || also);
  if (!isFor || size > decision.size) return false;
  const { scope } = decision;
  if (!scope) return true;
  if (decision.subjectId !== subjectId) return false;
  if (itemIds && !also && (scope.itemId === undefined || !itemIds.includes(scope.itemId))) return false;
  if (askerId !== undefined && decision.askerId !== askerId) return false;
  return sessionId === undefined || scope.sessionId === sessionId;
}
