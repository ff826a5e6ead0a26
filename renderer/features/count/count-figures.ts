import type { CountRecorded } from '#contracts/facts/stock-facts.ts';
import type { Marks } from '#domain/stock/position.ts';

/** How many of a product somebody has counted at a place. */
export interface CountFigure {
  placeId: string;
  variantId: string;
  /** Smallest units. */
  quantity: number;
}

/** A figure that is not in a fact yet, with what the till knew when it was said. */
export interface PendingFigure extends CountFigure {
  known: Marks;
  /** When it was said last, ms since 1970. */
  at: number;
}

/** What tells a figure from the others of a count. */
export function figureKey({ placeId, variantId }: Pick<CountFigure, 'placeId' | 'variantId'>): string {
  return `${placeId}\n${variantId}`;
}

/** The figures that somebody's facts of a round say, each place's and product's last one; in the order in which they were first said. */
export function saidFigures(
  facts: readonly { operatorId: string | null; payload: CountRecorded }[],
  { round, operatorId }: { round: number; operatorId: string },
): { figures: Map<string, CountFigure>; complete: Set<string> } {
  const figures = new Map<string, CountFigure>();
  const complete = new Set<string>();
  for (const { operatorId: by, payload } of facts) {
    if (payload.round !== round || by !== operatorId) continue;
    const { placeId } = payload;
    for (const line of payload.lines) figures.set(figureKey({ placeId, ...line }), { placeId, ...line });
    if (payload.complete) complete.add(placeId);
  }
  return { figures, complete };
}

/** What figures become facts: each fact holds those of one place that were said knowing the same. */
export function recordingsOf(
  pending: readonly PendingFigure[],
  plan: { countId: string; locationId: string; round: number },
): { payload: CountRecorded; figures: PendingFigure[] }[] {
  const groups = new Map<string, PendingFigure[]>();
  for (const figure of pending) {
    const marks = Object.entries(figure.known).sort(([a], [b]) => (a < b ? -1 : 1));
    const key = JSON.stringify([figure.placeId, marks]);
    groups.set(key, [...(groups.get(key) ?? []), figure]);
  }
  const { countId, locationId, round } = plan;
  return [...groups.values()].flatMap((figures) => {
    const [first] = figures;
    if (!first) return [];
    const lines = figures.map(({ variantId, quantity }) => ({ variantId, quantity }));
    const { placeId, known } = first;
    return [{ payload: { countId, locationId, placeId, round, known, lines }, figures }];
  });
}
