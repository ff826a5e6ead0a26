import { disagreement } from './checks/agreement.ts';
import { checkAtRest } from './checks/rest-checks.ts';
import { Rounds } from './checks/rounds.ts';
import { StepChecks, type Watched } from './checks/step-checks.ts';
import { demand } from './checks/violation.ts';
import { Fleet, type FleetWraps } from './fleet.ts';
import { Trace } from './kernel/trace.ts';
import { type Shape, WHOLE } from './shop/shop.ts';
import { Weather } from './weather.ts';

export interface Outcome {
  seed: number;
  /** What a run was, in one text: the same seed gives the same. */
  hash: string;
  failure: Error | null;
  /** The last things that happened before it ended. */
  tail: readonly string[];
  sales: number;
  steps: number;
  /** Most pushes, and then most pulls, that a till needed once everything was good again. */
  rounds: { pushes: number; pulls: number };
}

export interface SimulateOptions {
  /** What the run has in it; all there is unless said otherwise. */
  shape?: Shape;
  /** Hears every line of the trace. */
  listener?: (line: string) => void;
  /** Plants a bug. */
  wraps?: FleetWraps;
}

/** How long the shop is open in bad weather, at most, in virtual time. */
const STORMY_MS = 50_000;
/** How long everything may take to agree once all has healed: the longest pause that a till makes, and then some. */
const HEALED_WITHIN_MS = 240_000;
/** How long it must stay so. */
const QUIET_MS = 40_000;

/** Runs the whole fleet once. Never rejects: what went wrong is the outcome's `failure`. */
export async function simulate(
  seed: number,
  { listener, wraps, shape = WHOLE }: SimulateOptions = {},
): Promise<Outcome> {
  const trace = new Trace(listener);
  const run = new Run(seed, trace, shape, wraps);
  let failure: Error | null = null;
  try {
    await run.toTheEnd();
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error));
  }
  const { steps, rounds, fleet } = run;
  if (failure) fleet.world.note('FAILED', failure.message);
  return { seed, hash: trace.digest(), failure, tail: trace.tail, sales: fleet.truth.paid.size, steps, rounds };
}

class Run {
  readonly fleet: Fleet;
  readonly #watched: Watched;
  readonly #checks: StepChecks;
  readonly #weather: Weather;
  steps = 0;
  rounds = { pushes: 0, pulls: 0 };

  constructor(seed: number, trace: Trace, shape: Shape, wraps: FleetWraps | undefined) {
    this.fleet = new Fleet(seed, trace, shape, wraps);
    this.#watched = this.fleet;
    this.#checks = new StepChecks(this.#watched);
    this.#weather = new Weather(this.fleet);
  }

  async toTheEnd(): Promise<void> {
    const { world, random, tills } = this.fleet;
    await this.fleet.start();
    this.#weather.begin();
    const closesAtMs = world.elapsedMs + random.fork('hours').int(10_000, STORMY_MS);
    while (await this.#step(closesAtMs));
    this.#weather.heal();
    this.fleet.closeShop();
    await this.#untilAgreed();
    const quietFromMs = world.elapsedMs;
    while (await this.#step(quietFromMs + QUIET_MS));
    this.#demandAgreement();
    await this.#countUp();
    const { publicKeys, truth, officeId } = this.fleet;
    const explained = (code: string) => code === 'price-differs' && this.#weather.restored;
    await checkAtRest({
      ...this.#watched,
      ...{ tills, truth, random: random.fork('tampering'), publicKeys, officeId, explained },
    });
  }

  /** Counts are booked, and all hear of it. After a restore what was known of the server's own facts is of no use. */
  async #countUp(): Promise<void> {
    if (this.#weather.restored) return;
    const { world } = this.fleet;
    await this.fleet.approveCounts();
    const bookedAtMs = world.elapsedMs;
    while (disagreement(this.#watched) && (await this.#step(bookedAtMs + HEALED_WITHIN_MS)));
    this.#demandAgreement();
  }

  /** I5: agreement comes within three rounds of each till, counted from when everything runs and is good again. */
  async #untilAgreed(): Promise<void> {
    const { world } = this.fleet;
    const healedAtMs = world.elapsedMs;
    while (this.fleet.isBusy || !this.fleet.isUp) if (!(await this.#step(healedAtMs + HEALED_WITHIN_MS))) break;
    const rounds = new Rounds(this.#watched, this.fleet.lines);
    rounds.observe();
    while (disagreement(this.#watched) && (await this.#step(healedAtMs + HEALED_WITHIN_MS))) rounds.observe();
    this.#demandAgreement();
    this.rounds = await rounds.most();
    const seconds = (world.elapsedMs - healedAtMs) / 1000;
    world.note('all', `agree ${seconds} s after it cleared up, ${JSON.stringify(this.rounds)}`);
  }

  #demandAgreement(): void {
    const why = this.fleet.isBusy ? 'a sale does not end' : disagreement(this.#watched);
    demand(why === undefined, 'I5', () => `no agreement: ${why}`);
  }

  async #step(untilMs: number): Promise<boolean> {
    if (!(await this.fleet.world.step(untilMs))) return false;
    this.steps += 1;
    await this.#checks.check();
    return true;
  }
}
