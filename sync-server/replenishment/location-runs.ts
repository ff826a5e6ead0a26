import { setImmediate as breathe } from 'node:timers/promises';
import { businessDateAt } from '#domain/session/business-date.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { emptyPlan, keepVariant, type LocationPlan, sortLists } from './location-plan.ts';
import { planVariants, readGround, readPlanned, supplyWords } from './plan-variants.ts';

/** Variants whose movements are read at once. */
const CHUNK = 50;

/** How far a location's plan is. */
export type RunState =
  | { state: 'running'; done: number; total: number | null }
  | { state: 'cancelled' | 'failed' }
  | { state: 'ready'; plan: LocationPlan };

interface Run {
  controller: AbortController;
  done: number;
  total: number | null;
}

interface Location {
  run: Run | null;
  plan: LocationPlan | null;
  /** How the last run ended without a plan, and the day it was for. */
  without: { state: 'cancelled' | 'failed'; today: string } | null;
}

export interface LocationKey {
  locationId: string;
  today: string;
}

/**
 * Reckons what locations should order, one run at a time for each, in the background: between two variants everything else has its
 * turn. Plans are in memory; they are reckoned again on another day.
 */
export class LocationRuns {
  readonly #context: ServerContext;
  readonly #locations = new Map<string, Location>();
  readonly #ending = new Set<Promise<void>>();
  #closed = false;

  constructor(context: ServerContext) {
    this.#context = context;
  }

  /** How far a location is; begins where there is nothing of the day yet, or suppliers sell other things since (`supply`). */
  look(key: LocationKey, supply?: string): RunState {
    const location = this.#of(key);
    const { plan, run, without } = location;
    const isCurrent = plan?.today === key.today && (supply === undefined || plan.supply === supply);
    if (!run && !isCurrent && without?.today !== key.today) this.#start(location, key);
    return stateOf(location);
  }

  /** Reckons anew, unless that is under way. */
  reckon(key: LocationKey): RunState {
    const location = this.#of(key);
    if (!location.run) this.#start(location, key);
    return stateOf(location);
  }

  /** Stops; what was reckoned before stays. */
  cancel(key: LocationKey): RunState {
    const location = this.#of(key);
    if (location.run) {
      location.run.controller.abort();
      location.run = null;
      location.without = { state: 'cancelled', today: key.today };
    }
    return stateOf(location);
  }

  /** Stops everything; resolves when nothing uses the database any more. */
  async close(): Promise<void> {
    this.#closed = true;
    const runs = [...this.#locations.values()].flatMap(({ run }) => run ?? []);
    for (const { controller } of runs) controller.abort();
    await Promise.all(this.#ending);
  }

  #of({ locationId }: LocationKey): Location {
    const known = this.#locations.get(locationId);
    if (known) return known;
    const location: Location = { run: null, plan: null, without: null };
    this.#locations.set(locationId, location);
    return location;
  }

  #start(location: Location, key: LocationKey): void {
    if (this.#closed) return;
    const run: Run = { controller: new AbortController(), done: 0, total: null };
    location.run = run;
    location.without = null;
    const ended = this.#reckon(run, key)
      .then((plan) => {
        if (plan && location.run === run) Object.assign(location, { plan, run: null });
      })
      .catch((error: unknown) => {
        if (location.run !== run) return;
        process.stderr.write(`replenishment of ${key.locationId} failed: ${String(error)}\n`);
        Object.assign(location, { run: null, without: { state: 'failed', today: key.today } });
      })
      .finally(() => this.#ending.delete(ended));
    this.#ending.add(ended);
  }

  /** The whole plan; null when it was stopped. */
  async #reckon(run: Run, { locationId, today }: LocationKey): Promise<LocationPlan | null> {
    const { db, now } = this.#context;
    const asOf = now().toISOString();
    const ground = await readGround(db, locationId, today);
    const plan = emptyPlan({ asOf, today, supply: supplyWords(ground.offers) });
    const products = await readPlanned(db, ground);
    run.total = products.length;
    for (let start = 0; start < products.length; start += CHUNK) {
      if (run.controller.signal.aborted) return null;
      for await (const planned of planVariants(db, ground, products.slice(start, start + CHUNK))) {
        await breathe();
        if (run.controller.signal.aborted) return null;
        keepVariant(plan, planned);
        run.done += 1;
      }
    }
    sortLists(plan);
    return plan;
  }
}

function stateOf({ run, plan, without }: Location): RunState {
  if (run) return { state: 'running', done: run.done, total: run.total };
  if (without?.state === 'failed') return { state: 'failed' };
  return plan ? { state: 'ready', plan } : { state: 'cancelled' };
}

/** The location and business date that a store's register asks for now; null where there is no such store. */
export async function locationKeyOf({ db, now }: ServerContext, storeId: string): Promise<LocationKey | null> {
  const store = await db.selectFrom('store').selectAll().where('store_id', '=', storeId).executeTakeFirst();
  if (!store) return null;
  const { timeZone, dayStartsAt } = store.settings;
  return { locationId: store.location_id, today: businessDateAt(now().toISOString(), timeZone, dayStartsAt) };
}
