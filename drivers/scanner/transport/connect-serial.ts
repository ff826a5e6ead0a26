import {
  SERIAL_IDLE_MS,
  SERIAL_START,
  type SerialFraming,
  serialBytes,
  serialSilence,
} from '#drivers/scanner/protocol/serial-scan.ts';
import type { After } from '#drivers/scanner/scanner.ts';
import type { ByteTransport } from '#drivers/transport/byte-line.ts';
import type { Connect } from './keep-scanner.ts';

const OPEN_MS = 5_000;

/** Connects a scanner that sends bytes: on a serial port, or behind a serial server on TCP. */
export function connectSerial(transport: ByteTransport, framing: SerialFraming, after: After): Connect {
  return async (connection, signal) => {
    let state = SERIAL_START;
    let cancel = (): void => {};
    const silence = (): void => {
      const step = serialSilence(state, framing);
      state = step.state;
      if (step.scan) connection.scan(step.scan);
    };
    const line = await transport.open(
      {
        data(bytes) {
          cancel();
          const step = serialBytes(state, bytes, framing);
          state = step.state;
          for (const scan of step.scans) connection.scan(scan);
          if (state.bytes.length > 0 || state.lost) cancel = after(SERIAL_IDLE_MS, silence);
        },
        closed() {
          cancel();
          connection.closed();
        },
      },
      OPEN_MS,
      signal,
    );
    if (typeof line !== 'string') return { close: () => line.breakOff() };
    return { state: 'fault', code: 'scanner-unreachable', detail: transport.address };
  };
}
