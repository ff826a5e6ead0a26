import { HID_START, hidReport, scanLayouts, USUAL_LAYOUT } from '#drivers/scanner/protocol/hid-pos.ts';
import type { After } from '#drivers/scanner/scanner.ts';
import type { ReportTransport } from '#drivers/transport/report-line.ts';
import type { Connect } from './keep-scanner.ts';

const OPEN_MS = 5_000;
/** A scan whose last report does not come is dropped. */
const CONTINUE_MS = 500;

/** Connects a scanner in HID POS mode. */
export function connectHid(transport: ReportTransport, after: After): Connect {
  return async (connection, signal) => {
    let state = HID_START;
    let layouts = [USUAL_LAYOUT];
    let cancel = (): void => {};
    const line = await transport.open(
      {
        report(bytes) {
          cancel();
          const step = hidReport(state, bytes, layouts);
          state = step.state;
          if (step.scan) connection.scan({ ...step.scan, atMs: 0 });
          else if (state.bytes.length > 0)
            cancel = after(CONTINUE_MS, () => {
              state = HID_START;
            });
        },
        closed() {
          cancel();
          connection.closed();
        },
      },
      OPEN_MS,
      signal,
    );
    if (typeof line === 'string') return { state: 'fault', code: 'scanner-unreachable', detail: transport.address };
    if (line.descriptor) layouts = scanLayouts(line.descriptor);
    if (layouts.length > 0) return { close: () => line.close() };
    line.close();
    return { state: 'fault', code: 'scanner-unsuitable', detail: transport.address };
  };
}
