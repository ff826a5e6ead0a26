import { type Minor, mulDiv, PPM } from '#domain/money/money.ts';
import { liabilityOf } from '#domain/order/liability-line.ts';
import type { Order } from '#domain/order/order.ts';

/** How members earn points. A point is worth one of the currency's smallest units when it is spent. */
export interface PointRule {
  /** Whether what is counted has its tax. */
  base: 'net' | 'gross';
  /** Points per million smallest units: 10,000 is one point per 1.00. */
  ratePpm: number;
  /** Months after the last time some were earned at which they expire; 0 never. */
  expiryMonths: number;
}

/** A level of members, by the points they earned within a year. */
export interface Tier {
  tierId: string;
  name: string;
  names?: Record<string, string>;
  /** Points of twelve months from which on somebody is in it. */
  from: number;
}

/** What points are kept under, as stored value is: one balance per member and currency. */
export function pointsInstrument(memberId: string, currency: string): string {
  return `PTS-${currency}-${memberId}`;
}

/** Whether an instrument holds points. */
export function isPoints(instrument: string): boolean {
  return instrument.startsWith('PTS-');
}

/** Whose points an instrument holds; null of any other. */
export function pointsMember(instrument: string): string | null {
  return /^PTS-[A-Z]{3}-(.+)$/.exec(instrument)?.[1] ?? null;
}

/**
 * What of a ticket earns points: its lines without gift cards and deposits, less what was paid with points. Never negative; minor units.
 */
export function eligibleAmount(
  order: Pick<Order, 'lines' | 'payments' | 'pricesIncludeTax'>,
  base: PointRule['base'],
): Minor {
  const lines = order.lines.filter((line) => liabilityOf(line) === null);
  const sum = lines.reduce((total, line) => total + amountOf(line, order.pricesIncludeTax, base), 0);
  const paid = order.payments.filter(({ instrument }) => instrument !== undefined && isPoints(instrument));
  return Math.max(0, sum - paid.reduce((total, { amount }) => total + Math.max(0, amount), 0));
}

function amountOf(
  { amount, taxes }: Order['lines'][number],
  pricesIncludeTax: boolean,
  base: PointRule['base'],
): Minor {
  const tax = taxes.reduce((total, one) => total + one.amount, 0);
  if (pricesIncludeTax) return base === 'gross' ? amount : amount - tax;
  return base === 'gross' ? amount + tax : amount;
}

/**
 * The points of a sale of which `returned` came back: whole points of what is left of it, so that however it comes back, in one piece or in
 * many, in whatever order it is heard of, its points are the same.
 */
export function pointsDue(eligible: Minor, returned: Minor, ratePpm: number): number {
  return mulDivDown(Math.max(0, eligible - Math.max(0, returned)), ratePpm);
}

/** Rounded down: half a point is none. */
function mulDivDown(amount: Minor, ratePpm: number): number {
  const rounded = mulDiv(amount, ratePpm, PPM);
  return BigInt(rounded) * BigInt(PPM) > BigInt(amount) * BigInt(ratePpm) ? rounded - 1 : rounded;
}

/** The highest level that so many points of twelve months reach; null below the first. */
export function tierOf(tiers: readonly Tier[], points: number): Tier | null {
  const reached = tiers.filter(({ from }) => points >= from);
  return reached.reduce<Tier | null>((best, tier) => (best && best.from >= tier.from ? best : tier), null);
}

/** The last business date on which points earned on one can be spent; null where they never expire. */
export function pointsExpire(businessDate: string, { expiryMonths }: Pick<PointRule, 'expiryMonths'>): string | null {
  return expiryMonths === 0 ? null : monthsAfter(businessDate, expiryMonths);
}

/** The same day some months later (before: negative), or the last of a shorter month. ISO 8601 dates. */
export function monthsAfter(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const count = year * 12 + (month - 1) + months;
  const [y, m] = [Math.floor(count / 12), ((count % 12) + 12) % 12];
  const last = new Date(Date.UTC(y, m + 1, 0)).getUTCDate();
  return `${String(y).padStart(4, '0')}-${String(m + 1).padStart(2, '0')}-${String(Math.min(day, last)).padStart(2, '0')}`;
}
