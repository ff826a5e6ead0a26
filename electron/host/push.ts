import { PUSH_BYTES_MAX, type PushAnswer, type Verdict } from '#contracts/http/api.ts';
import type { Fault } from '#contracts/ipc/host.ts';
import { backOffMs, type Clock } from './clock.ts';
import type { Journal } from './journal/journal.ts';
import type { ServerAnswer } from './server-api.ts';

/** How far a journal has come at its server. */
export interface PushState {
  /** The server has durably taken everything up to here (I10); 0 while it holds another history. */
  watermark: number;
  /** What a person must know of: `journal-forked`, a revoked register, facts in quarantine. */
  fault: Fault | null;
  /** The newest of what the server had a word about. */
  verdicts: readonly Verdict[];
}

/** Why to look again: facts were journalled, the server said something, the connection to it is new. */
export type PushCause = 'appended' | 'announced' | 'connected';

export interface Push {
  wake(cause: PushCause): void;
  state(): PushState;
  /** Ends after the request in flight. */
  stop(): Promise<void>;
}

export interface PushOptions {
  journal: Pick<Journal, 'seq' | 'lines' | 'hashAt'>;
  send(lines: Uint8Array): Promise<ServerAnswer<PushAnswer>>;
  clock: Clock;
  /** In [0, 1). */
  random(): number;
  /** The watermark an earlier run knew of. */
  watermark: number;
  /** After every answer that changed something. */
  onChange(state: PushState): void;
}

const UNREACHABLE = { firstMs: 250, capMs: 5_000 };
/** A server that refuses, or takes nothing, is asked again rarely: the same bytes would get the same answer. */
const REFUSED = { firstMs: 1_000, capMs: 60_000 };
const VERDICTS_KEPT = 100;

/**
 * Sends a journal's durable lines from the server's watermark on, one request at a time, and never stands in the way of appends.
 * On every new connection the line at the watermark is sent again, so that a server restored from a backup tells how far it is,
 * and one with another history shows.
 */
export function startPush(options: PushOptions): Push {
  const { journal, clock } = options;
  let state: PushState = { watermark: Math.min(options.watermark, journal.seq()), fault: null, verdicts: [] };
  /** Which connection it is, and whether the server has told its watermark on it. */
  let connection = 0;
  let confirmed = false;
  let failures = 0;
  let stopped = false;
  let pause: { ends: ReadonlySet<PushCause>; end(): void } | null = null;

  async function run(): Promise<void> {
    while (!stopped) {
      if (confirmed && journal.seq() <= state.watermark) await idle(new Set(['appended', 'announced', 'connected']));
      else await round();
    }
  }

  async function round(): Promise<void> {
    const from = confirmed ? state.watermark : Math.max(0, state.watermark - 1);
    const asked = connection;
    const lines = await journal.lines(from, PUSH_BYTES_MAX);
    if (lines.length === 0) {
      confirmed = true;
      return;
    }
    const answer = await options.send(lines);
    if (stopped) return;
    if (answer.ok) return take(answer.value, from, asked);
    if (answer.why === 'unreachable') return retryLater(UNREACHABLE, new Set(['announced', 'connected']));
    update({ fault: answer.fault });
    return retryLater(REFUSED, new Set(['connected']));
  }

  async function take({ watermark, hash, verdicts }: PushAnswer, from: number, asked: number): Promise<void> {
    const own = watermark <= journal.seq() ? await journal.hashAt(watermark) : 'no such fact';
    if (watermark > 0 && own !== undefined && own !== hash) {
      confirmed = false;
      update({ watermark: 0, fault: { code: 'journal-forked', detail: `at fact ${watermark}` } });
      return retryLater(REFUSED, new Set(['connected']));
    }
    const moved = !confirmed || watermark !== state.watermark;
    confirmed = asked === connection;
    // The answer speaks of all that was sent: what an earlier one said of it no longer counts.
    const spoken = [...state.verdicts.filter(({ seq }) => seq <= from), ...verdicts];
    const kept = spoken.filter(({ verdict }) => verdict !== 'parked').slice(-VERDICTS_KEPT);
    const bad = kept.find(({ verdict }) => verdict === 'quarantined');
    update({ watermark, verdicts: kept, fault: bad ? { code: bad.code, detail: `fact ${bad.seq}` } : null });
    if (!moved) return retryLater(REFUSED, new Set(['connected']));
    failures = 0;
  }

  function update(change: Partial<PushState>): void {
    state = { ...state, ...change };
    options.onChange(state);
  }

  async function retryLater(limits: typeof REFUSED, ends: ReadonlySet<PushCause>): Promise<void> {
    const ms = backOffMs(failures, limits, options.random());
    failures += 1;
    await idle(ends, ms);
  }

  /** Waits for one of the causes, or for so many milliseconds. */
  function idle(ends: ReadonlySet<PushCause>, ms?: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = ms === undefined ? undefined : clock.after(ms, () => pause?.end());
      const end = () => {
        cancel?.();
        pause = null;
        resolve();
      };
      pause = { ends, end };
    });
  }

  const running = run();

  return {
    wake(cause) {
      if (cause === 'connected') {
        connection += 1;
        confirmed = false;
        failures = 0;
      }
      if (pause?.ends.has(cause)) pause.end();
    },
    state: () => state,
    async stop() {
      stopped = true;
      pause?.end();
      await running;
    },
  };
}
