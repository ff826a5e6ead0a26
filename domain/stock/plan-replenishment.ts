import { type DemandSeries, observationsOf } from './demand-series.ts';
import { type DemandForecast, forecastDemand } from './forecast-demand.ts';
import { type Lot, type LotQuantity, unsoldLots, wholeSum } from './lots.ts';
import { type OrderProposal, type OrderSituation, proposeOrder } from './propose-order.ts';
import { type ReorderLevels, type ReplenishmentTerms, reorderLevels } from './reorder-levels.ts';
import { type StockHealth, type StockHealthRule, stockHealth } from './stock-health.ts';

/** Days that lots are looked at ahead. */
const YEAR = 365;

export interface ReplenishmentInput {
  /** Demand until yesterday. */
  series: DemandSeries;
  /** `YYYY-MM-DD`; the first day ahead. */
  today: string;
  /** Whether the location is closed on the days ahead, today being the first; days beyond the list are open. */
  closedAhead: readonly boolean[];
  terms: ReplenishmentTerms;
  stock: Omit<OrderSituation, 'levels' | 'expiring'>;
  /** Lots of on hand; none where they are not kept. */
  lots: readonly Lot[];
  lastSoldOn: string | null;
  lastReceivedOn: string | null;
  healthRule: StockHealthRule;
}

/** Everything about one variant at one location that a buyer looks at. */
export interface ReplenishmentPlan {
  forecast: DemandForecast;
  levels: ReorderLevels;
  /** What of on hand will not be sold by its expiry. */
  expiring: number;
  /** The same lot by lot, in fractions. */
  unsold: LotQuantity[];
  proposal: OrderProposal;
  health: StockHealth;
}

/**
 * From past demand to what to order: the forecast over lead time, review and cover (lots are looked at a year ahead), levels,
 * the proposal, and whether too much is there. Pure: the same input gives the same plan.
 */
export function planReplenishment(input: ReplenishmentInput): ReplenishmentPlan {
  const { series, today, terms, stock, lots, lastSoldOn, lastReceivedOn, healthRule } = input;
  const needed = Math.max(1, terms.leadTimeDays + terms.reviewDays + terms.coverDays);
  const horizon = lots.some((lot) => lot.expiry !== undefined) ? Math.max(needed, YEAR) : needed;
  const closedAhead = Array.from({ length: horizon }, (_, index) => input.closedAhead[index] ?? false);
  const forecast = forecastDemand(series, { closedAhead });
  const levels = reorderLevels({ ...forecast, history: observationsOf(series), closedAhead }, terms);
  const unsold = unsoldLots(lots, forecast.days, today);
  const expiring = wholeSum(unsold);
  const dailyDemand = forecast.days.slice(0, needed).reduce((sum, day) => sum + day, 0) / needed;
  const { onHand } = stock;
  return {
    forecast: { ...forecast, days: forecast.days.slice(0, needed) },
    levels,
    expiring,
    unsold,
    proposal: proposeOrder({ ...stock, levels, expiring }),
    health: stockHealth(
      { onHand, lastSoldOn, lastReceivedOn, today, dailyDemand, orderUpTo: levels.orderUpTo },
      healthRule,
    ),
  };
}
