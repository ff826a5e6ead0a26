import { createServer, type Socket } from 'node:net';
import { openPtyPair } from '#drivers/sim/pty-pair.ts';
import { SerialTransport } from '#drivers/transport/serial.ts';

const SERIAL = { baud: 9600, data: 8, parity: 'none', stop: 1, flow: 'none' } as const;

/** The device's end of a real connection. */
export interface Cable {
  /** The till's end, as its settings name it. */
  address: string;
  write(bytes: Uint8Array): void;
  /** Ends it: over TCP after all that was written, on a serial port at once. */
  unplug(): Promise<void>;
}

export type Plug = (data: (bytes: Uint8Array) => void) => Promise<Cable>;

/** On a serial port. */
export const serialCable: Plug = async (data) => {
  const pair = await openPtyPair();
  const line = await new SerialTransport(pair.b, SERIAL).open({ data, closed() {} }, 5_000);
  if (typeof line === 'string') throw new Error(`${pair.b}: ${line}`);
  return {
    address: `serial:${pair.a}`,
    write: (bytes) => line.write(bytes),
    async unplug() {
      line.close();
      await pair.unplug();
    },
  };
};

/** Behind a serial server. */
export const tcpCable: Plug = async (data) => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('data', data);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    address: `tcp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    write(bytes) {
      for (const socket of sockets) socket.write(bytes);
    },
    async unplug() {
      for (const socket of sockets) socket.destroySoon();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
};
