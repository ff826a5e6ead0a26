import type { Peer, PrintMachine } from '#drivers/sim/print-machine.ts';
import { PrinterSocket } from '#drivers/sim/printer-socket.ts';
import { openPtyPair, type PtyPair } from '#drivers/sim/pty-pair.ts';
import type { ByteLine, ByteTransport } from '#drivers/transport/byte-line.ts';
import { SerialTransport } from '#drivers/transport/serial.ts';
import { TcpTransport } from '#drivers/transport/tcp.ts';

/** A printer's connection to a till. */
export interface PluggedMachine {
  /** The till's end. */
  transport: ByteTransport;
  /** Nobody is reached while it is off; on again, it is where it was. */
  setOff(off: boolean): Promise<void>;
  close(): Promise<void>;
}

export type PrinterPlug = (machine: PrintMachine) => Promise<PluggedMachine>;

const SERIAL = { baud: 115_200, data: 8, parity: 'none', stop: 1, flow: 'none' } as const;

export const plugIntoNetwork: PrinterPlug = async (machine) => {
  const socket = new PrinterSocket(machine, '127.0.0.1', 0);
  await socket.listen();
  return {
    transport: new TcpTransport('127.0.0.1', socket.port),
    setOff: (off) => (off ? socket.close() : socket.listen()),
    close: () => socket.close(),
  };
};

/** On a serial adapter: off is pulled out, on is plugged in again. */
export const plugIntoSerial: PrinterPlug = async (machine) => {
  let pair: PtyPair | null = null;
  let line: ByteLine | null = null;
  const peer: Peer = { reply: (bytes) => line?.write(bytes), drop: () => void pull() };

  async function pull(): Promise<void> {
    const pulled = pair;
    pair = null;
    line?.breakOff();
    line = null;
    await pulled?.unplug();
  }

  async function plugIn(): Promise<void> {
    if (pair) return;
    const fresh = await openPtyPair();
    const listener = { data: (bytes: Uint8Array) => machine.receive(bytes, peer), closed() {} };
    const opened = await new SerialTransport(fresh.b, SERIAL).open(listener, 5_000);
    if (typeof opened === 'string') throw new Error(`${fresh.b}: ${opened}`);
    line = opened;
    pair = fresh;
  }

  await plugIn();
  return {
    transport: {
      address: 'serial:adapter',
      answers: true,
      open: async (...args) => (pair ? new SerialTransport(pair.a, SERIAL).open(...args) : 'closed'),
    },
    setOff: (off) => (off ? pull() : plugIn()),
    close: pull,
  };
};
