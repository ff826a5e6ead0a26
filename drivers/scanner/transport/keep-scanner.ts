import type { ScanEvent } from '#drivers/scanner/protocol/scan-event.ts';
import type { After, Scanner, ScannerListener, ScannerState } from '#drivers/scanner/scanner.ts';

/** What a connection tells while it lasts. */
export interface ScannerConnection {
  scan(scan: ScanEvent): void;
  /** It is gone. */
  closed(): void;
}

/** Connects once. */
export type Connect = (
  connection: ScannerConnection,
  signal: AbortSignal,
) => Promise<{ close(): void } | Extract<ScannerState, { state: 'fault' }>>;

/** How long after a scanner went, or was not there, it is looked for again. */
export const RETRY_MS = 1_000;

/** Keeps a scanner connected until it is closed, however often it is unplugged, and tells how it is when that changes. */
export function keepScanner(connect: Connect, listener: ScannerListener, after: After): Scanner {
  const closing = new AbortController();
  let open: { close(): void } | null = null;
  let told = '';
  let cancel = (): void => {};

  function tell(state: ScannerState): void {
    const text = JSON.stringify(state);
    if (closing.signal.aborted || text === told) return;
    told = text;
    listener.state(state);
  }

  async function run(): Promise<void> {
    let gone = false;
    const again = (): void => {
      if (gone) return;
      gone = true;
      open = null;
      if (!closing.signal.aborted) cancel = after(RETRY_MS, () => void run());
    };
    const connection: ScannerConnection = {
      scan: (scan) => {
        if (!gone && !closing.signal.aborted) listener.scan(scan);
      },
      closed() {
        again();
        tell({ state: 'connecting' });
      },
    };
    const connected = await connect(connection, closing.signal);
    if ('state' in connected) {
      tell(connected);
      return again();
    }
    if (gone || closing.signal.aborted) return connected.close();
    open = connected;
    tell({ state: 'ready' });
  }

  tell({ state: 'connecting' });
  void run();
  return {
    close() {
      closing.abort();
      cancel();
      open?.close();
    },
  };
}
