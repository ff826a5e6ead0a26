/** One variant at one location, as a channel is to be told of it; quantities in the variant's smallest unit. */
export interface ChannelPosition {
  onHand: number;
  /** Promised and still on its shelf. */
  committed: number;
  /** Picked for somebody, or kept from sale. */
  staged: number;
  /** What this channel may never sell here. */
  safetyStock: number;
  /** Pieces that the location sells in a day, in parts per million of one. */
  soldPerDayPpm: number;
  /** For how long each of its registers was not heard of: what it sold meanwhile is not known. */
  silentMinutes: readonly number[];
}

const MINUTES_A_DAY = 1440;
const PIECE_PPM = 1_000_000;

/**
 * What registers that are not heard of are expected to have sold, rounded up: each sells its share of what the location sells in a
 * day. A register that is silent for longer than a day is believed to be closed, and no more is expected of it than of one day.
 */
export function expectedSilentSales({ soldPerDayPpm, silentMinutes }: ChannelPosition): number {
  if (silentMinutes.length === 0) return 0;
  const minutes = silentMinutes.reduce((sum, silent) => sum + Math.min(Math.max(0, silent), MINUTES_A_DAY), 0);
  return Math.ceil((soldPerDayPpm * minutes) / (MINUTES_A_DAY * silentMinutes.length * PIECE_PPM));
}

/** What may be sold of one location through the channel; never below zero, so that no location takes from another. */
export function sellableAt(position: ChannelPosition): number {
  const { onHand, committed, staged, safetyStock } = position;
  return Math.max(0, onHand - committed - staged - safetyStock - expectedSilentSales(position));
}
