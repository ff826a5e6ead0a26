import { createConnection, createServer, type Server, type Socket } from 'node:net';

/** A way to the server that can be cut. */
export interface Line {
  port: number;
  cut(): Promise<void>;
  mend(): void;
  close(): Promise<void>;
}

/** Opens one to a server on loopback. */
export async function openLine(serverPort: number): Promise<Line> {
  const sockets = new Set<Socket>();
  let whole = true;
  const end = () => {
    for (const socket of sockets) socket.destroy();
  };
  const server: Server = createServer((near) => {
    if (!whole) return near.destroy();
    const far = createConnection({ port: serverPort, host: '127.0.0.1' });
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      socket.on('error', () => other.destroy());
    }
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('no port');
  return {
    port: address.port,
    async cut() {
      whole = false;
      end();
    },
    mend() {
      whole = true;
    },
    async close() {
      end();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
