/** What is to be promised: pieces of a line, in the variant's smallest unit. */
export interface RouteLine {
  lineId: string;
  variantId: string;
  quantity: number;
}

/** A location that might promise it, as it stands now. */
export interface RouteLocation {
  locationId: string;
  /** The merchant's own order; the lowest comes first. */
  priority: number;
  /** To the customer; null where either end is not known. */
  distanceKm: number | null;
  /** Fulfilments that it has still to do, and how many it can have; null: any number. */
  load: number;
  capacity: number | null;
  /** By variant, what may be promised: on hand less committed, staged and safety stock. */
  available: Readonly<Record<string, number>>;
  /** By variant, how far its count is to be trusted, in parts per million; a variant that is not named is trusted wholly. */
  trustPpm?: Readonly<Record<string, number>>;
}

/** What decides between locations that can do the same, the first that differs. */
export const ROUTE_RULES = ['priority', 'distance', 'load', 'trust'] as const;
export type RouteRule = (typeof ROUTE_RULES)[number];

/** Why a location was chosen: it has all, two have all together, it has the most; `thin`: only if its count is right to the piece. */
export type RouteReason = 'has-all' | 'together' | 'most' | 'thin';

export interface RouteAssignment {
  locationId: string;
  lines: { lineId: string; quantity: number }[];
  reasons: RouteReason[];
}

export interface Route {
  assignments: RouteAssignment[];
  /** What nobody has. */
  unassigned: { lineId: string; quantity: number }[];
}

const WHOLE_PPM = 1_000_000;

/**
 * Promises lines to locations: by one location that has all of it, else by the two that have, else by as few as it takes, first
 * those that have the most whole lines; among equals by `rules`, then by id, so that the same question has the same answer.
 * A location's count is believed as far as it is trusted; where that is not enough for all, what it says is taken (`thin`).
 * A line is split only where no chosen location has all of it. Never more than is available is promised.
 */
export function routeOrder(
  lines: readonly RouteLine[],
  locations: readonly RouteLocation[],
  rules: readonly RouteRule[],
): Route {
  const open = locations.filter(({ load, capacity }) => capacity === null || load < capacity);
  const ranked = [...open].sort((a, b) => compare(a, b, rules, lines));
  const believed = choose(lines, ranked, believedOf);
  if (believed && isComplete(lines, believed.chosen, believedOf)) return promise(lines, believed, believedOf, []);
  const said = choose(lines, ranked, availableOf);
  if (!said) return { assignments: [], unassigned: lines.map(({ lineId, quantity }) => ({ lineId, quantity })) };
  return promise(lines, said, availableOf, ['thin']);
}

type Stock = (location: RouteLocation, variantId: string) => number;

const availableOf: Stock = (location, variantId) => Math.max(0, location.available[variantId] ?? 0);

const believedOf: Stock = (location, variantId) =>
  Math.floor((availableOf(location, variantId) * (location.trustPpm?.[variantId] ?? WHOLE_PPM)) / WHOLE_PPM);

interface Choice {
  chosen: RouteLocation[];
  reason: RouteReason;
}

/** The locations that do it; null where none has any of it. */
function choose(lines: readonly RouteLine[], ranked: readonly RouteLocation[], stock: Stock): Choice | null {
  const one = ranked.find((location) => isComplete(lines, [location], stock));
  if (one) return { chosen: [one], reason: 'has-all' };
  for (const [at, first] of ranked.entries()) {
    const second = ranked.slice(at + 1).find((location) => isComplete(lines, [first, location], stock));
    if (second) return { chosen: [first, second], reason: 'together' };
  }
  const chosen: RouteLocation[] = [];
  for (;;) {
    const left = missing(lines, chosen, stock);
    const next = left.length === 0 ? undefined : withMost(left, ranked, chosen, stock);
    if (!next) return chosen.length > 0 ? { chosen, reason: 'most' } : null;
    chosen.push(next);
  }
}

function withMost(
  lines: readonly RouteLine[],
  ranked: readonly RouteLocation[],
  chosen: readonly RouteLocation[],
  stock: Stock,
): RouteLocation | undefined {
  let best: { location: RouteLocation; whole: number; pieces: number } | undefined;
  for (const location of ranked) {
    if (chosen.includes(location)) continue;
    const { lines: had } = take(lines, [location], stock);
    const whole = lines.filter((line) =>
      had.some((got) => got.lineId === line.lineId && got.quantity === line.quantity),
    );
    const pieces = had.reduce((sum, { quantity }) => sum + quantity, 0);
    if (pieces === 0) continue;
    if (!best || whole.length > best.whole || (whole.length === best.whole && pieces > best.pieces))
      best = { location, whole: whole.length, pieces };
  }
  return best?.location;
}

function promise(lines: readonly RouteLine[], choice: Choice, stock: Stock, also: RouteReason[]): Route {
  const { lines: taken } = take(lines, choice.chosen, stock);
  const assignments = choice.chosen
    .map(({ locationId }) => ({
      locationId,
      lines: taken.filter((one) => one.locationId === locationId).map(({ lineId, quantity }) => ({ lineId, quantity })),
      reasons: [choice.reason, ...also],
    }))
    .filter((assignment) => assignment.lines.length > 0);
  return {
    assignments,
    unassigned: missing(lines, choice.chosen, stock).map(({ lineId, quantity }) => ({ lineId, quantity })),
  };
}

/** What the chosen have of the lines: each line from the first that has all of it, else from each in turn. */
function take(
  lines: readonly RouteLine[],
  chosen: readonly RouteLocation[],
  stock: Stock,
): { lines: { locationId: string; lineId: string; quantity: number }[] } {
  const used = new Map<string, number>();
  const key = (location: RouteLocation, variantId: string): string => `${location.locationId} ${variantId}`;
  const left = (location: RouteLocation, variantId: string): number =>
    stock(location, variantId) - (used.get(key(location, variantId)) ?? 0);
  const taken: { locationId: string; lineId: string; quantity: number }[] = [];
  for (const { lineId, variantId, quantity } of lines) {
    const whole = chosen.find((location) => left(location, variantId) >= quantity);
    let open = quantity;
    for (const location of whole ? [whole] : chosen) {
      const some = Math.min(open, left(location, variantId));
      if (some <= 0) continue;
      used.set(key(location, variantId), (used.get(key(location, variantId)) ?? 0) + some);
      taken.push({ locationId: location.locationId, lineId, quantity: some });
      open -= some;
    }
  }
  return { lines: taken };
}

/** What of the lines the chosen do not have. */
function missing(lines: readonly RouteLine[], chosen: readonly RouteLocation[], stock: Stock): RouteLine[] {
  const { lines: taken } = take(lines, chosen, stock);
  return lines
    .map((line) => ({
      ...line,
      quantity: taken.reduce((open, one) => (one.lineId === line.lineId ? open - one.quantity : open), line.quantity),
    }))
    .filter(({ quantity }) => quantity > 0);
}

function isComplete(lines: readonly RouteLine[], chosen: readonly RouteLocation[], stock: Stock): boolean {
  return missing(lines, chosen, stock).length === 0;
}

function compare(a: RouteLocation, b: RouteLocation, rules: readonly RouteRule[], lines: readonly RouteLine[]): number {
  for (const rule of rules) {
    const difference = COST[rule](a, lines) - COST[rule](b, lines);
    if (difference !== 0) return difference;
  }
  return a.locationId < b.locationId ? -1 : 1;
}

/** What counts against a location. Farther than any place on earth: where the distance is not known. */
const UNKNOWN_KM = 50_000;
const COST: Readonly<Record<RouteRule, (location: RouteLocation, lines: readonly RouteLine[]) => number>> = {
  priority: ({ priority }) => priority,
  distance: ({ distanceKm }) => distanceKm ?? UNKNOWN_KM,
  load: ({ load }) => load,
  trust: ({ trustPpm }, lines) =>
    -Math.min(...lines.map(({ variantId }) => trustPpm?.[variantId] ?? WHOLE_PPM), WHOLE_PPM),
};
