import type { CountPlanned, CountRecorded } from '#contracts/facts/stock-facts.ts';
import type { StoreSettings } from '#contracts/views/register-config.ts';
import { approveCount } from '#domain/stock/approve-count.ts';
import { checkReview, reviewAtRest, type Said } from '#tests/sim/checks/count-checks.ts';
import type { Truth } from '#tests/sim/checks/truth.ts';
import { demand } from '#tests/sim/checks/violation.ts';
import type { Random } from '#tests/sim/kernel/random.ts';
import type { SimServer } from '#tests/sim/server/sim-server.ts';
import type { SimTill } from '#tests/sim/till/sim-till.ts';
import type { BackOffice, ServerDraft } from './back-office.ts';

/** How often something has gone from the shelf when it is counted, and how much at most. */
const GONE = 0.3;
const GONE_MOST = 3;

export interface CountingOptions {
  random: Random;
  stores: readonly StoreSettings[];
  truth: Truth;
  server: SimServer;
  office: BackOffice;
}

/** The counts of a run: a plan of each store, what lies on its shelf, and what comes of it. */
export class Counting {
  readonly #options: CountingOptions;
  readonly plans: readonly CountPlanned[];
  /** What has gone without a fact, by location and variant. */
  readonly #gone = new Map<string, number>();
  /** By fact. */
  readonly #said = new Map<string, Said>();

  constructor(options: CountingOptions) {
    this.#options = options;
    this.plans = options.stores.map(({ locationId, name }, index) => ({
      countId: `00000000-0000-4000-8000-0000000000c${index}`,
      locationId,
      name,
      kind: 'full',
      placeIds: ['floor'],
      sellingPlaceId: 'floor',
      blind: false,
      round: 1,
      status: 'open',
    }));
  }

  /** How many of a variant lie at a till's location, whatever any fact says; now and then fewer than the time before. */
  shelf({ locationId }: SimTill, variantId: string): number {
    const { random, truth } = this.#options;
    const key = `${locationId}/${variantId}`;
    if (random.chance(GONE)) this.#gone.set(key, (this.#gone.get(key) ?? 0) + random.int(1, GONE_MOST));
    return truth.onHand(locationId, variantId, () => true) - (this.#gone.get(key) ?? 0);
  }

  /** Keeps what was said beside what was so. */
  offered(factId: string, said: CountRecorded, tills: readonly SimTill[]): void {
    const { truth } = this.#options;
    const { locationId, known, lines } = said;
    const here = tills.filter((till) => till.locationId === locationId).map(({ identity }) => identity.journalId);
    const knewAll = here.every((journalId) => known[journalId] === truth.facts(journalId).length);
    const gone = lines.map(({ variantId, quantity }) => {
      const isTelling = knewAll && quantity > 0;
      return [variantId, isTelling ? (this.#gone.get(`${locationId}/${variantId}`) ?? 0) : null] as const;
    });
    this.#said.set(factId, { said, gone: new Map(gone) });
  }

  /** Books every difference that stands, once all is heard; what two people say differently is left to be counted again. */
  async approve(): Promise<void> {
    for (const plan of this.plans) {
      const drafts = this.#reviewed(plan);
      if (drafts.length === 0) continue;
      const { office, server, truth } = this.#options;
      if (!(await office.publish(drafts))) throw new Error('the server is down although everything is good again');
      const seq = server.database.state.journals.get(office.journalId)?.seq ?? 0;
      for (const [index, { payload }] of drafts.entries()) {
        const at = { journalId: office.journalId, seq: seq - drafts.length + 1 + index, locationId: plan.locationId };
        for (const { variantId, quantity } of payload.adjustments) truth.approve({ ...at, variantId, quantity });
      }
    }
  }

  #reviewed(plan: CountPlanned): Extract<ServerDraft, { kind: 'count.approved' }>[] {
    const { server, truth } = this.#options;
    const { state } = server.database;
    const { countId, locationId } = plan;
    const stands = this.#standing(plan);
    return [...stands].flatMap(([variantId, said]) => {
      const review = reviewAtRest(state, plan, variantId);
      checkReview(review, truth, said, locationId);
      const approval = approveCount(review, [{ reason: 'unknown', quantity: review.difference ?? 0 }]);
      if (!approval.ok) return [];
      const { adjustment, shrinkage } = approval;
      const payload = { countId, locationId, operatorId: 'ann', adjustments: [{ ...adjustment, shrinkage }] };
      return [{ kind: 'count.approved' as const, payload }];
    });
  }

  /** What stands of each variant by the tills' journals: the last that was said at each till. */
  #standing({ countId }: CountPlanned): Map<string, Said[]> {
    const { truth } = this.#options;
    const stands = new Map<string, Said[]>();
    for (const journalId of truth.journalIds) {
      const last = new Map<string, Said>();
      for (const { fact } of truth.facts(journalId)) {
        if (fact.kind !== 'count.recorded' || (fact.payload as CountRecorded).countId !== countId) continue;
        const said = this.#said.get(fact.id);
        demand(said !== undefined, 'I1', () => `nobody counted what ${fact.id} says`);
        for (const { variantId } of said.said.lines) last.set(variantId, said);
      }
      for (const [variantId, said] of last) stands.set(variantId, [...(stands.get(variantId) ?? []), said]);
    }
    return stands;
  }
}
