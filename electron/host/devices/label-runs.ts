import type { DeviceEvent } from '#contracts/ipc/devices.ts';
import type { HostInput, HostOutput } from '#contracts/ipc/host.ts';
import type { LabelPrinter } from '#drivers/label/label-printer.ts';

type Answer = HostOutput<'labels.print'>;

/** Runs that are through are remembered, so many, so that one that is asked for again is not printed again. */
const KEPT = 50;
const LABEL_MS = 20_000;

export interface LabelRuns {
  print(input: HostInput<'labels.print'>): Promise<Answer>;
  cancel(runId: string): boolean;
  close(): void;
}

/** Runs of labels: each is printed once, however often it is asked for, and tells how far it is. */
export function createLabelRuns(printer: () => LabelPrinter | null, emit: (event: DeviceEvent) => void): LabelRuns {
  const runs = new Map<string, { answer: Promise<Answer>; abort: AbortController }>();

  async function run({ runId, labels }: HostInput<'labels.print'>, signal: AbortSignal): Promise<Answer> {
    const target = printer();
    if (!target) return { ok: false, fault: { code: 'label-printer-not-configured' } };
    const total = labels.reduce((sum, { copies }) => sum + copies, 0);
    const outcome = await target.print(labels, {
      signal,
      deadlineMs: LABEL_MS,
      onPrinted: (printed) => emit({ type: 'labels', runId, printed, total }),
    });
    if (outcome.ok) return outcome;
    const { code, detail, printed } = outcome;
    return { ok: false, fault: { code, ...(detail ? { detail } : {}) }, printed };
  }

  return {
    print(input) {
      const known = runs.get(input.runId);
      if (known) return known.answer;
      const abort = new AbortController();
      const answer = run(input, abort.signal);
      runs.set(input.runId, { answer, abort });
      for (const old of [...runs.keys()].slice(0, Math.max(0, runs.size - KEPT))) runs.delete(old);
      return answer;
    },
    cancel(runId) {
      const known = runs.get(runId);
      known?.abort.abort();
      return known !== undefined;
    },
    close() {
      for (const { abort } of runs.values()) abort.abort();
    },
  };
}
