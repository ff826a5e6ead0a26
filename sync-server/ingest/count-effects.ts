import type { CountApproved, CountPlanned } from '#contracts/facts/stock-facts.ts';
import type { Marks } from '#domain/stock/position.ts';
import type { Source } from '#sync-server/ingest/effects.ts';

/** A count as it is from now on. */
export interface CountPlanEffect {
  type: 'count-planned';
  plan: CountPlanned;
  at: string;
  operatorId: string | null;
}

/** What one person said at a place, in one fact. */
export interface CountSaidEffect extends Source {
  type: 'count-said';
  countId: string;
  locationId: string;
  placeId: string;
  round: number;
  operatorId: string;
  known: Marks;
  at: string;
  complete: boolean;
  lines: readonly { variantId: string; quantity: number }[];
}

/** A difference that is booked. */
export interface CountApprovalEffect extends Source {
  type: 'count-approved';
  countId: string;
  locationId: string;
  at: string;
  businessDate: string;
  operatorId: string;
  adjustment: CountApproved['adjustments'][number];
}

export type CountEffect = CountPlanEffect | CountSaidEffect | CountApprovalEffect;
