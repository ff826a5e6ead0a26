import { createReadStream, existsSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { addDays, daysBetween } from '#domain/calendar/dates.ts';
import { demandClass } from '#domain/stock/demand-class.ts';
import { type DayMovement, type DemandSeries, demandSeries, observationsOf } from '#domain/stock/demand-series.ts';
import { type DemandForecast, forecastDemand } from '#domain/stock/forecast-demand.ts';
import {
  type ForecastErrors,
  forecastErrors,
  seasonalScale,
  type TestedWindow,
} from '#domain/stock/forecast-errors.ts';
import { type ForecastMethod, fitParameters, METHODS, runMethod, YARDSTICKS } from '#domain/stock/forecast-method.ts';
import { reorderLevels } from '#domain/stock/reorder-levels.ts';

/** Names the file of the data set, which is not ours to give away. */
const DATA_VARIABLE = 'OMNITILL_ONLINE_RETAIL';

export interface ForecastBenchOptions {
  /** `online-retail.csv.gz` (UCI Machine Learning Repository, Dr Daqing Chen, CC BY 4.0). */
  data: string;
  /** Days of a window that is forecast; windows lie back to back at the end of the data. */
  horizon?: number;
  windows?: number;
  serviceLevelPpm?: number;
}

type Figures = Record<string, Pick<ForecastErrors, 'mase' | 'wape' | 'bias'>>;

export interface ForecastBenchFigures {
  variants: number;
  windows: number;
  /** Over all variants and windows: `chosen` is what `forecastDemand` gave, the rest each method for every variant. */
  all: Figures;
  /** The same for each class of demand, as it was before the first window. */
  classes: Record<string, { variants: number; figures: Figures }>;
  /** How often each was chosen. */
  chosen: Record<string, number>;
  /** The chance asked for that a reorder point suffices for a window, and in how many windows it did. */
  service: { askedPpm: number; reachedPpm: number };
  /** Forecasting 4,000 variants once, with its back-test, and the seasonal naive forecast of the same. */
  speed: { variants: number; ms: number; naiveMs: number; msPerVariant: number };
}

/** The same on the data set that the environment names; where it names none, a sentence that says what is missing. */
export async function forecastReport(): Promise<ForecastBenchFigures | string> {
  const data = process.env[DATA_VARIABLE];
  if (data === undefined) {
    return `skipped: name the data set, ${DATA_VARIABLE}=<online-retail.csv.gz> (https://archive.ics.uci.edu/dataset/352, as CSV, packed by gzip)`;
  }
  if (!existsSync(data)) return `skipped: there is no ${data}, which ${DATA_VARIABLE} names`;
  return forecastBench({ data });
}

/**
 * The forecast's choice, each method and both yardsticks on windows that none of them has seen: at every window's start only the
 * days before it are known, for the choice as for the parameters.
 */
export async function forecastBench({
  data,
  horizon = 14,
  windows = 6,
  serviceLevelPpm = 950_000,
}: ForecastBenchOptions): Promise<ForecastBenchFigures> {
  const shop = await readShop(data);
  const origins = Array.from({ length: windows }, (_, index) => shop.length - (windows - index) * horizon);
  const results = shop.series.flatMap((series) => testVariant(series, shop, { origins, horizon, serviceLevelPpm }));
  const classes = [...new Set(results.map((result) => result.demandClass))].sort().map((name) => {
    const some = results.filter((result) => result.demandClass === name);
    return [name, { variants: some.length, figures: figuresOf(some) }] as const;
  });
  const chosen: Record<string, number> = {};
  for (const { forecasts } of results) for (const { method } of forecasts) chosen[method] = (chosen[method] ?? 0) + 1;
  const sufficed = results.flatMap((result) => result.sufficed);
  return {
    variants: results.length,
    windows,
    all: figuresOf(results),
    classes: Object.fromEntries(classes),
    chosen,
    service: {
      askedPpm: serviceLevelPpm,
      reachedPpm: Math.round((sufficed.filter(Boolean).length / sufficed.length) * 1_000_000),
    },
    speed: speedOf(shop.series, horizon),
  };
}

interface Shop {
  length: number;
  series: DemandSeries[];
  isClosed: boolean[];
}

/** Daily demand of every stock code that is goods: what was invoiced less what was cancelled; days without an invoice are closed. */
async function readShop(path: string): Promise<Shop> {
  const sales = new Map<string, DayMovement[]>();
  const open = new Set<string>();
  const lines = createReadStream(path)
    .pipe(createGunzip())
    .pipe(parse({ from_line: 2, bom: true, relax_column_count: true }));
  for await (const [, code = '', , quantity = '', at = '', price = ''] of lines as AsyncIterable<string[]>) {
    const sku = code.trim().toUpperCase();
    if (!/^\d{5}[A-Z]{0,2}$/.test(sku) || !(Number(price) > 0)) continue;
    const movement = { date: at.slice(0, 10), quantity: Number(quantity) };
    open.add(movement.date);
    const of = sales.get(sku);
    if (of) of.push(movement);
    else sales.set(sku, [movement]);
  }
  const days = [...open].sort();
  const [from = '', to = ''] = [days[0], days.at(-1)];
  const dates = Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => addDays(from, index));
  const closed = new Set(dates.filter((date) => !open.has(date)));
  const series = [...sales.keys()].sort().map((sku) => {
    return demandSeries({
      from,
      to,
      sales: sales.get(sku) ?? [],
      closed,
      outOfStock: notYet(sales.get(sku) ?? [], dates),
    });
  });
  return { length: dates.length, series, isClosed: dates.map((date) => closed.has(date)) };
}

/** The days before the first sale: what was not yet in the shop had no demand to be known. */
function notYet(sales: readonly DayMovement[], dates: readonly string[]): Set<string> {
  const first = sales.reduce((least, { date, quantity }) => (quantity > 0 && date < least ? date : least), '9999');
  return new Set(dates.filter((date) => date < first));
}

interface VariantResult {
  demandClass: string;
  windows: Record<string, TestedWindow[]>;
  forecasts: DemandForecast[];
  sufficed: boolean[];
}

interface Outer {
  origins: readonly number[];
  horizon: number;
  serviceLevelPpm: number;
}

/** One variant in every window; none where it had not sold before the first. */
function testVariant(series: DemandSeries, shop: Shop, { origins, horizon, serviceLevelPpm }: Outer): VariantResult[] {
  const all = observationsOf(series);
  const firstClass = demandClass(all.slice(0, origins[0]));
  if (firstClass === 'none') return [];
  const result: VariantResult = { demandClass: firstClass, windows: {}, forecasts: [], sufficed: [] };
  for (const origin of origins) {
    const history = all.slice(0, origin);
    const actual = all.slice(origin, origin + horizon);
    const closedAhead = shop.isClosed.slice(origin, origin + horizon);
    const scale = seasonalScale(history, 7);
    const note = (name: string, expected: readonly number[]) => {
      result.windows[name] = [...(result.windows[name] ?? []), { expected, actual, scale }];
    };
    const forecast = forecastDemand({ from: series.from, days: series.days.slice(0, origin) }, { closedAhead });
    result.forecasts.push(forecast);
    note('chosen', forecast.days);
    for (const method of [...YARDSTICKS, ...METHODS]) note(method, aheadBy(method, history, closedAhead));
    const terms = { leadTimeDays: horizon, reviewDays: 0, coverDays: 0, serviceLevelPpm };
    const { reorderPoint } = reorderLevels({ ...forecast, history, closedAhead }, terms);
    const asked = actual.reduce((sum, value) => sum + (value || 0), 0);
    result.sufficed.push(asked <= reorderPoint);
  }
  return [result];
}

function aheadBy(method: ForecastMethod, history: readonly number[], closedAhead: readonly boolean[]): number[] {
  const model = runMethod(method, history, fitParameters(method, history));
  return closedAhead.map((closed, index) => (closed ? 0 : model.ahead(index + 1)));
}

/** WAPE and bias of all windows together; MASE is the mean over variants, of those that have one. */
function figuresOf(results: readonly VariantResult[]): Figures {
  const round = (value: number | null) => (value === null ? null : Number(value.toFixed(3)));
  const names = ['chosen', ...YARDSTICKS, ...METHODS];
  return Object.fromEntries(
    names.map((name) => {
      const { wape, bias } = forecastErrors(results.flatMap(({ windows }) => windows[name] ?? []));
      const each = results.flatMap(({ windows }) => forecastErrors(windows[name] ?? []).mase ?? []);
      const mase = each.length === 0 ? null : each.reduce((sum, value) => sum + value, 0) / each.length;
      return [name, { mase: round(mase), wape: round(wape), bias: round(bias) }];
    }),
  );
}

function speedOf(series: readonly DemandSeries[], horizon: number): ForecastBenchFigures['speed'] {
  const variants = 4000;
  const all = Array.from({ length: variants }, (_, index) => series[index % series.length]).filter(
    (one) => one !== undefined,
  );
  const closedAhead = new Array<boolean>(horizon).fill(false);
  const ms = msOf(() => {
    for (const one of all) forecastDemand(one, { closedAhead });
  });
  const naiveMs = msOf(() => {
    for (const one of all) aheadBy('seasonal-naive', observationsOf(one), closedAhead);
  });
  return {
    variants,
    ms: Math.round(ms),
    naiveMs: Math.round(naiveMs),
    msPerVariant: Number((ms / variants).toFixed(2)),
  };
}

function msOf(work: () => void): number {
  const from = performance.now();
  work();
  return performance.now() - from;
}
