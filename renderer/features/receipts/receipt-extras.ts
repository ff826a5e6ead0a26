import type { HostApi } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { storePolicy } from '#contracts/views/store-policy.ts';
import type { Minor } from '#domain/money/money.ts';
import { isDepositLine } from '#domain/order/deposit.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { logoDots } from '#renderer/features/receipts/logo-dots.ts';
import type { ReceiptExtras } from '#renderer/features/receipts/receipt-of.ts';
import type { MemberCard, OrderFact, TillStore } from '#renderer/store/till-store.ts';

interface ExtrasPorts {
  host: HostApi;
  store: TillStore | null;
  config: RegisterConfig;
}

/** A receipt waits no longer than this for its code, the member's name and the logo. */
const PATIENCE_MS = 1500;

/** What an order's receipt has besides its figures, as far as it comes in time; whatever fails is left out. */
export async function receiptExtras(order: OrderFact, { host, store, config }: ExtrasPorts): Promise<ReceiptExtras> {
  const { receipts } = storePolicy(config.store);
  const { memberId } = order.payload;
  const [code, member, logo, names, due] = await Promise.all([
    inTime(attempt(host, 'receipt.code', { orderId: order.id })),
    inTime(memberId === undefined ? Promise.resolve(null) : (store?.member(memberId) ?? Promise.resolve(null))),
    inTime(receipts.logo === undefined ? Promise.resolve(null) : logoDots(receipts.logo, receipts.widthMm)),
    inTime(otherNames(order, receipts.languages, store)),
    inTime(balanceDue(order, store)),
  ]);
  return {
    code: code?.ok ? code.code : null,
    memberName: member?.name ?? null,
    standing: member && standingOf(member, order, store?.progress().asOf ?? null),
    logo,
    ...(names ? { otherNames: names } : {}),
    balanceDue: due,
  };
}

/** What a member has as the server said last; null where it said nothing of them yet. */
function standingOf(
  { points, earned = 0 }: MemberCard,
  { payload }: OrderFact,
  asOf: string | null,
): NonNullable<ReceiptExtras['standing']> | null {
  if (asOf === null || points === undefined) return null;
  const [, held = 0] = points.find(([currency]) => currency === payload.currency) ?? [];
  return { points: held, earned, asOf };
}

/** What was sold, in the second of the receipt's languages, as far as the catalogue has it. */
async function otherNames(
  { payload }: OrderFact,
  [, second]: readonly string[],
  store: TillStore | null,
): Promise<Record<string, string> | null> {
  if (second === undefined || !store || payload.lines.length === 0) return null;
  const cards = await store.cards(payload.lines.map(({ variantId }) => variantId));
  const named = cards.flatMap((card): [string, string][] => {
    const name = card?.names?.[second] ?? card?.names?.[second.split('-')[0] ?? ''];
    return card && name !== undefined ? [[card.variantId, name]] : [];
  });
  return Object.fromEntries(named);
}

/** What the cart comes to that waits with this deposit taken off; null when it is no deposit, or was completed. */
async function balanceDue({ id, payload, training }: OrderFact, store: TillStore | null): Promise<Minor | null> {
  if (!payload.lines.some(isDepositLine)) return null;
  const waiting = (await store?.parkedCarts(training === true)) ?? [];
  return waiting.find(({ cart }) => cart.returns?.some(({ source }) => source?.orderId === id))?.total ?? null;
}

/** The answer, or null when it fails or does not come in time. */
function inTime<T>(answer: Promise<T>): Promise<T | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), PATIENCE_MS);
    const done = (value: T | null): void => {
      clearTimeout(timer);
      resolve(value);
    };
    answer.then(done, () => done(null));
  });
}
