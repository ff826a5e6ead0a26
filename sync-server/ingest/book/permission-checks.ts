import type { Fact } from '#contracts/facts/envelope.ts';
import type { OrderCompleted } from '#contracts/facts/order-completed.ts';
import { PPM } from '#domain/money/money.ts';
import { DEFAULT_ROLES, isGranted, type Permission, roleOf } from '#domain/operator/permission.ts';
import { exceptionOf } from '#sync-server/ingest/book/exception-of.ts';
import type { DayLookups } from '#sync-server/ingest/day-effects.ts';
import type { ExceptionEffect } from '#sync-server/ingest/effects.ts';
import type { Journal, Lookups } from '#sync-server/ingest/ingest-store.ts';

/** Something that a role must grant: how much of it, and the decision that allowed it where the role does not. */
export interface Asked {
  permission: Permission;
  size: number;
  overrideId?: string;
}

/** Everything in a ticket that not every role may do. Sizes that don't divide are rounded down. */
export function orderAsked(order: OrderCompleted): Asked[] {
  return [
    ...discountsAsked(order),
    ...stackedAsked(order),
    ...pricesAsked(order),
    ...exemptionAsked(order),
    ...returnsAsked(order),
  ];
}

function discountsAsked({ lines, discounts }: OrderCompleted): Asked[] {
  return [...lines.flatMap((line) => line.discounts), ...discounts].map(({ id, kind, value, overrideId }) => {
    if (kind === 'percent') return { permission: 'discount', size: value, overrideId };
    const reduced = lines.flatMap((line) => {
      const own = line.adjustments.filter(({ discountId }) => discountId === id);
      return own.length === 0 ? [] : [{ list: line.listAmount, amount: sum(own.map(({ amount }) => -amount)) }];
    });
    const size = share(sum(reduced.map(({ amount }) => amount)), sum(reduced.map(({ list }) => list)));
    return { permission: 'discount', size, overrideId };
  });
}

/**
 * Discounts that nobody decided on, one upon the other on the same line: together they are as large as one. Each may have been
 * rounded up by a minor unit.
 */
function stackedAsked({ lines, discounts }: OrderCompleted): Asked[] {
  const decided = new Set(
    [...lines.flatMap((line) => line.discounts), ...discounts].flatMap(({ id, overrideId }) =>
      overrideId ? [id] : [],
    ),
  );
  return lines.flatMap(({ listAmount, adjustments }): Asked[] => {
    const own = adjustments.filter(({ source, discountId }) => source !== 'tax-exemption' && !decided.has(discountId));
    if (own.length < 2) return [];
    const allowed = adjustments.filter(({ discountId }) => decided.has(discountId));
    const taken = sum(own.map(({ amount }) => -amount)) - own.length;
    const size = share(taken, listAmount + sum(allowed.map(({ amount }) => amount)));
    return [{ permission: 'discount', size }];
  });
}

function pricesAsked({ lines }: OrderCompleted): Asked[] {
  return lines.flatMap(({ unitPrice, priceOverride }): Asked[] => {
    if (!priceOverride || unitPrice >= priceOverride.listPrice) return [];
    const { listPrice, overrideId } = priceOverride;
    return [{ permission: 'price-override', size: share(listPrice - unitPrice, listPrice), overrideId }];
  });
}

function exemptionAsked({ taxExemption }: OrderCompleted): Asked[] {
  return taxExemption ? [{ permission: 'tax-exempt', size: 0, overrideId: taxExemption.overrideId }] : [];
}

/** What comes back without a receipt counts together; each line may name the decision. */
function returnsAsked({ returns = [] }: OrderCompleted): Asked[] {
  const [unproven, proven] = [returns.filter(({ source }) => !source), returns.filter(({ source }) => source)];
  const asked: Asked[] = [];
  const overrideOf = (lines: typeof returns) => lines.find(({ overrideId }) => overrideId !== undefined)?.overrideId;
  if (unproven.length > 0) {
    const size = sum(unproven.map(({ amount }) => -amount));
    asked.push({ permission: 'return-without-receipt', size, overrideId: overrideOf(unproven) });
  }
  if (proven.length > 0) asked.push({ permission: 'return-with-receipt', size: 0, overrideId: overrideOf(proven) });
  return asked;
}

/** What neither the operator's role nor a decision allows: one exception per fact. An operator who is not known is told of elsewhere. */
export function permissionExceptions(
  fact: Fact,
  journal: Journal,
  { operators, day }: Lookups,
  asked: readonly Asked[],
): ExceptionEffect[] {
  const operator = fact.operatorId ? operators.get(fact.operatorId) : undefined;
  if (!operator) return [];
  const role = roleOf(rolesIn(day), operator.roleId);
  const exceeded = asked.filter(
    (each) => !isGranted(role, each.permission, Math.max(0, each.size)) && !isOverridden(each, day),
  );
  const [first] = exceeded;
  if (!first) return [];
  const { permission, size } = first;
  const detail = { permission, size, operatorId: fact.operatorId ?? '', role: operator.roleId, times: exceeded.length };
  return [exceptionOf('permission-exceeded', { ...journal, seq: fact.seq }, detail)];
}

/** The roles that hold. */
export function rolesIn({ roles }: DayLookups) {
  return roles.length > 0 ? roles : DEFAULT_ROLES;
}

function isOverridden({ permission, size, overrideId }: Asked, { overrides }: DayLookups): boolean {
  const decision = overrideId === undefined ? undefined : overrides.get(overrideId);
  return decision?.verdict === 'granted' && decision.permission === permission && decision.size >= size;
}

/** Part of a whole in parts per million; 0 of nothing. */
function share(part: number, whole: number): number {
  return whole > 0 && part > 0 ? Number((BigInt(part) * BigInt(PPM)) / BigInt(whole)) : 0;
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
