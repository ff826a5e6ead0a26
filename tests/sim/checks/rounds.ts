import type { FeedName } from '#renderer/store/feeds/request-feed.ts';
import type { Line } from '#tests/sim/network/network.ts';
import type { SimTill } from '#tests/sim/till/sim-till.ts';
import { pullFault, pushFault } from './agreement.ts';
import type { Watched } from './step-checks.ts';
import { demand } from './violation.ts';

const ROUNDS = 3;

type Pulls = Record<FeedName, number>;
const NONE: Pulls = { chain: 0, store: 0 };

interface Counted {
  till: SimTill;
  line: Line;
  pushesBefore: number;
  pullsBefore: Pulls | null;
  pushes: number | null;
  pulls: number | null;
}

/**
 * Counts how often each till pushes and pulls, from when everything runs and is good again, until it agrees with the server.
 * A push holds at most a segment, so each segment may take one of its own; pulls count from when the server has all facts, a
 * round being one of each feed.
 */
export class Rounds {
  readonly #watched: Watched;
  readonly #counted: Counted[];

  constructor(watched: Watched, lines: readonly Line[]) {
    this.#watched = watched;
    this.#counted = lines.flatMap((line, index) => {
      const till = watched.tills[index];
      return till ? [{ till, line, pushesBefore: line.pushes, pullsBefore: null, pushes: null, pulls: null }] : [];
    });
  }

  /** To be called after every step. */
  observe(): void {
    const { journals } = this.#watched.server.database.state;
    const isTaken = this.#counted.every(
      ({ till: { host, identity } }) => journals.get(identity.journalId)?.seq === host?.journal.seq(),
    );
    for (const each of this.#counted) {
      const { till, line } = each;
      const pulls = { ...(till.window?.keeper.pulls ?? NONE) };
      if (isTaken) each.pullsBefore ??= pulls;
      if (each.pushes === null && !pushFault(this.#watched, till)) each.pushes = line.pushes - each.pushesBefore;
      const before = each.pullsBefore;
      if (!before || each.pulls !== null || pullFault(this.#watched, till)) continue;
      each.pulls = Math.min(pulls.chain - before.chain, pulls.store - before.store);
    }
  }

  /** I5: nobody needed more than three; gives the most. */
  async most(): Promise<{ pushes: number; pulls: number }> {
    const rounds = await Promise.all(
      this.#counted.map(async ({ till, pushes, pulls }) => {
        const segments = (await till.disk.segments()).length;
        return { pushes: Math.max(0, (pushes ?? 0) - segments), pulls: pulls ?? 0 };
      }),
    );
    const pushes = Math.max(...rounds.map((each) => each.pushes));
    const pulls = Math.max(...rounds.map((each) => each.pulls));
    demand(
      Math.max(pushes, pulls) <= ROUNDS,
      'I5',
      () => `agreement took ${pushes} rounds of pushing, ${pulls} of pulling`,
    );
    return { pushes, pulls };
  }
}
