import type { ShiftTask } from '#renderer/features/shift/shift-screen.tsx';
import type { StockTask } from '#renderer/features/stock/stock-parts.ts';

/** Where in the till something is looked at or done that a report speaks of. */
export type Destination =
  | { to: 'receipt'; number: string }
  | { to: 'stock'; task: StockTask | null }
  | { to: 'shift'; task: ShiftTask | null }
  | { to: 'labels' }
  /** A screen of the back office, and what of it is open at first. */
  | { to: 'office'; id: string; opened?: string };
