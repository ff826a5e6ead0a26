import type { Fault } from '#contracts/ipc/host.ts';
import type { LabelPrinter, LabelPrinterState } from '#drivers/label/label-printer.ts';
import type { Clock } from '#electron/host/clock.ts';

/** How often one that something is wrong with is asked again: somebody may be at it. */
const LOOK_AGAIN_MS = 10_000;

/** Knows how the label printer is before it is used: it is asked when it is set up, and again while something is wrong with it. */
export interface LabelWatch {
  /** It is another one, or something was wrong with it: asks it now. */
  look(): void;
  /** Asks it in a while. */
  lookLater(): void;
  stop(): void;
}

export interface LabelWatchOptions {
  driver(): LabelPrinter | null;
  /** A run is printing, which tells by itself. */
  busy(): boolean;
  clock: Clock;
  heard(fault: Fault | null): void;
}

export function watchLabelPrinter({ driver, busy, clock, heard }: LabelWatchOptions): LabelWatch {
  const stopping = new AbortController();
  let cancel = (): void => {};

  async function ask(printer: LabelPrinter): Promise<void> {
    const state = await printer.status({ signal: stopping.signal });
    if (stopping.signal.aborted || driver() !== printer || busy()) return;
    heard(state.ok ? null : faultOf(state));
    if (!state.ok) lookLater();
  }

  function look(): void {
    cancel();
    const printer = driver();
    if (printer && busy()) lookLater();
    else if (printer) void ask(printer);
  }

  function lookLater(): void {
    cancel();
    cancel = clock.after(LOOK_AGAIN_MS, look);
  }

  return {
    look,
    lookLater,
    stop() {
      stopping.abort();
      cancel();
    },
  };
}

function faultOf({ code, detail }: Extract<LabelPrinterState, { ok: false }>): Fault {
  return detail === undefined ? { code } : { code, detail };
}
