import type { FulfilmentState } from '#domain/fulfilment/fulfilment-state.ts';
import { stagedOf, toPickOf } from '#domain/fulfilment/fulfilment-sums.ts';
import type { Fulfilment, FulfilmentLine } from '#renderer/store/till-store.ts';

export const ORDER_COLUMNS = ['new', 'picking', 'ready', 'late'] as const;
export type OrderColumn = (typeof ORDER_COLUMNS)[number];

const UNREADY: ReadonlySet<FulfilmentState> = new Set(['new', 'accepted', 'picking', 'picked']);

/** Until when something is to be done of it, ISO 8601: readied, then fetched; undefined where nobody said. */
export function dueOf({ state, promisedBy, keptUntil }: Fulfilment): string | undefined {
  if (state === 'putting-back') return undefined;
  return UNREADY.has(state) ? promisedBy : keptUntil;
}

/** Which column of the board an order stands in at an instant (milliseconds since 1970). Late is what is due, and what goes back to its shelf. */
export function columnOf(fulfilment: Fulfilment, nowMs: number): OrderColumn {
  const { state } = fulfilment;
  const due = dueOf(fulfilment);
  if (state === 'putting-back' || (due !== undefined && Date.parse(due) <= nowMs)) return 'late';
  if (state === 'new') return 'new';
  if (UNREADY.has(state)) return 'picking';
  return fulfilment.lines.some((line) => toPickOf(line) > 0) ? 'picking' : 'ready';
}

/** How much of an order is picked: pieces; what is weighed or measured counts as one. */
export function progressOf({ lines }: Pick<Fulfilment, 'lines'>): { picked: number; wanted: number } {
  return lines.reduce(
    (sum, line) => {
      const [picked, left] = [stagedOf(line), toPickOf(line)];
      if (line.unit === 'each') return { picked: sum.picked + picked, wanted: sum.wanted + picked + left };
      const isDone = picked > 0 && left === 0;
      return { picked: sum.picked + (isDone ? 1 : 0), wanted: sum.wanted + (picked + left > 0 ? 1 : 0) };
    },
    { picked: 0, wanted: 0 },
  );
}

/** What a line is for, substitutes aside: still wanted, or lying ready. */
export function wantedOf(line: FulfilmentLine): number {
  return stagedOf(line) + toPickOf(line);
}

/** Orders that a text names: part of a number or of a name, its case apart. */
export function ordersNamed(fulfilments: readonly Fulfilment[], text: string): readonly Fulfilment[] {
  const wanted = text.trim().replace(/^#/, '').toLocaleLowerCase();
  if (wanted === '') return fulfilments;
  return fulfilments.filter(({ number, customerName = '' }) =>
    [number, customerName].some((name) => name.toLocaleLowerCase().includes(wanted)),
  );
}
