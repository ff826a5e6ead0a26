import { networkInterfaces } from 'node:os';

const ANY: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

/** Where a tablet's browser finds a server: at the address it listens on, or at all that this machine has in its networks. */
export function tabletUrls(
  server: string,
  host = '127.0.0.1',
  interfaces: ReturnType<typeof networkInterfaces> = networkInterfaces(),
): string[] {
  const { port } = new URL(server);
  if (!ANY.has(host)) return [`http://${host.includes(':') ? `[${host}]` : host}:${port}/`];
  const outer = Object.values(interfaces)
    .flatMap((addresses = []) => addresses)
    .filter(({ family, internal }) => family === 'IPv4' && !internal);
  return outer.length === 0 ? [`${server}/`] : outer.map(({ address }) => `http://${address}:${port}/`);
}
