import type { Charsets } from '#drivers/printer/protocol/escpos-decode.ts';
import { type Peer, type PrintedPage, PrintMachine } from '#drivers/sim/print-machine.ts';
import { type Faults, NO_FAULTS } from '#drivers/sim/printer-faults.ts';
import { PrinterSocket } from '#drivers/sim/printer-socket.ts';
import { openPtyPair } from '#drivers/sim/pty-pair.ts';
import type { ByteLine } from '#drivers/transport/byte-line.ts';
import { SerialTransport } from '#drivers/transport/serial.ts';

const SERIAL = { baud: 115_200, data: 8, parity: 'none', stop: 1, flow: 'none' } as const;

/** A virtual receipt printer at the end of a real connection. */
export interface PluggedPrinter {
  /** As a till's settings name it. */
  address: string;
  /** What has come out, oldest first. */
  pages: readonly PrintedPage[];
  faults: Faults;
  /** Goes on after a fault was put right. */
  work(): void;
  close(): Promise<void>;
}

export interface PrinterModel {
  charsets: Charsets;
  columns: number;
}

function inside({ charsets, columns }: PrinterModel) {
  const pages: PrintedPage[] = [];
  const faults = { ...NO_FAULTS };
  const machine = new PrintMachine({
    charsets,
    columns,
    knowsProcessIds: true,
    slowLineMs: 0,
    faults: () => faults,
    onPage: (page) => pages.push(page),
    onChange() {},
  });
  return { machine, pages, faults, work: () => machine.work() };
}

/** On the network. */
export async function printerOnTcp(model: PrinterModel): Promise<PluggedPrinter> {
  const { machine, ...rest } = inside(model);
  const socket = new PrinterSocket(machine, '127.0.0.1', 0);
  await socket.listen();
  return { ...rest, address: `tcp://127.0.0.1:${socket.port}`, close: () => socket.close() };
}

/** On a serial port. */
export async function printerOnSerial(model: PrinterModel): Promise<PluggedPrinter> {
  const { machine, ...rest } = inside(model);
  const pair = await openPtyPair();
  const opened: ByteLine[] = [];
  const peer: Peer = { reply: (bytes) => opened[0]?.write(bytes), drop() {} };
  const listener = { data: (bytes: Uint8Array) => machine.receive(bytes, peer), closed() {} };
  const line = await new SerialTransport(pair.b, SERIAL).open(listener, 5_000);
  if (typeof line === 'string') throw new Error(`${pair.b}: ${line}`);
  opened.push(line);
  return {
    ...rest,
    address: `serial:${pair.a}?baud=${SERIAL.baud}`,
    async close() {
      line.breakOff();
      await pair.unplug();
    },
  };
}
