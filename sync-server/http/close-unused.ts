import type { Socket } from 'node:net';
import type { App } from '#sync-server/http/app.ts';

/**
 * Cuts connections that never asked anything (browsers open some in advance) when the server closes. Node counts them as busy,
 * and closing would wait for their callers.
 */
export function closeUnused(app: App): void {
  const unused = new Set<Socket>();
  app.server.on('connection', (socket: Socket) => {
    unused.add(socket);
    socket.on('close', () => unused.delete(socket));
  });
  app.server.on('request', ({ socket }) => unused.delete(socket));
  app.addHook('preClose', async () => {
    for (const socket of unused) socket.destroy();
  });
}
