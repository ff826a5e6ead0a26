import type { ReplenishmentTerms } from './reorder-levels.ts';

/** Looked at once a week and ordered for the week; stock lasts in 95 of 100 weeks. */
export const USUAL_TERMS: ReplenishmentTerms = {
  leadTimeDays: 7,
  reviewDays: 7,
  coverDays: 0,
  serviceLevelPpm: 950_000,
};

/** What a supplier says of how it is ordered from; the rest is as usual. */
export type SupplyTerms = Pick<ReplenishmentTerms, 'leadTimeDays'> & Partial<ReplenishmentTerms>;

/** The terms that a supplier's goods are replenished on. */
export function replenishmentTerms(supplier: SupplyTerms): ReplenishmentTerms {
  const { leadTimeDays, reviewDays, coverDays, serviceLevelPpm } = supplier;
  return {
    leadTimeDays,
    reviewDays: reviewDays ?? USUAL_TERMS.reviewDays,
    coverDays: coverDays ?? USUAL_TERMS.coverDays,
    serviceLevelPpm: serviceLevelPpm ?? USUAL_TERMS.serviceLevelPpm,
  };
}
