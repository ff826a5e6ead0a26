import type { RegisterReport, ReportAnswer } from '#contracts/http/fleet.ts';
import type { Clock } from '#electron/host/clock.ts';
import type { ServerAnswer } from '#electron/host/server-api.ts';

export interface ReporterOptions {
  clock: Clock;
  /** Changes when there is something to tell at once. */
  sign(): string;
  read(): Promise<RegisterReport>;
  send(report: RegisterReport): Promise<ServerAnswer<ReportAnswer>>;
  onAnswer(answer: ReportAnswer): void;
}

export interface Reporter {
  /** Something at the register may have changed. */
  changed(): void;
  setOnline(online: boolean): void;
  /** The server may have something to offer. */
  nudged(): void;
  stop(): Promise<void>;
}

/** Between two reports at least. */
const GAP_MS = 5_000;
const NUDGED_GAP_MS = 1_000;
/** While nothing changes. */
const HEARTBEAT_MS = 60_000;

/** Tells the server how the register is, while it is online: when something changes, though not at every sale, and every minute. */
export function startReporter({ clock, sign, read, send, onAnswer }: ReporterOptions): Reporter {
  let online = false;
  let stopped = false;
  let told = '';
  let sentAt = Number.NEGATIVE_INFINITY;
  let due = Number.POSITIVE_INFINITY;
  let cancel = () => {};
  let sending: Promise<void> | null = null;

  function plan(at: number): void {
    if (!online || stopped || at >= due) return;
    cancel();
    due = at;
    cancel = clock.after(Math.max(0, at - clock.now()), () => {
      due = Number.POSITIVE_INFINITY;
      sending ??= tell().finally(() => {
        sending = null;
        plan(sentAt + HEARTBEAT_MS);
        changed();
      });
    });
  }

  async function tell(): Promise<void> {
    const signed = sign();
    sentAt = clock.now();
    const answer = await send(await read());
    told = signed;
    if (answer.ok && !stopped) onAnswer(answer.value);
  }

  function changed(): void {
    if (online && sign() !== told) plan(sentAt + GAP_MS);
  }

  return {
    changed,
    nudged: () => plan(sentAt + NUDGED_GAP_MS),
    setOnline(now) {
      if (now === online) return;
      online = now;
      cancel();
      due = Number.POSITIVE_INFINITY;
      if (online) plan(clock.now());
    },
    async stop() {
      stopped = true;
      cancel();
      await sending;
    },
  };
}
