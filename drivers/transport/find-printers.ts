import { setMaxListeners } from 'node:events';
import { networkInterfaces } from 'node:os';
import { formatAddress } from './device-address.ts';
import { printerName } from './printer-name.ts';
import { TcpTransport } from './tcp.ts';

const RAW_PORT = 9100;
const AT_ONCE = 32;
const CONNECT_MS = 700;
/** Of a larger network only the part around the machine is searched. */
const NARROWEST_PREFIX = 24;
const PRIVATE = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/;

/**
 * The hosts in the machine's own private IPv4 networks (RFC 1918), itself left out; of networks larger than a /24 those of
 * its own /24, so that at most 254 are asked.
 */
export function ownSubnets(interfaces = networkInterfaces()): string[] {
  const hosts = new Set<string>();
  const own = new Set<string>();
  for (const { address, family, internal, netmask } of Object.values(interfaces).flatMap((each) => each ?? [])) {
    if (family !== 'IPv4' || internal || !PRIVATE.test(address)) continue;
    own.add(address);
    for (const host of around(address, netmask)) hosts.add(host);
  }
  return [...hosts].filter((host) => !own.has(host)).slice(0, 254);
}

function around(address: string, netmask: string): string[] {
  const bits = toNumber(netmask).toString(2).replaceAll('0', '').length;
  const size = 2 ** (32 - Math.max(NARROWEST_PREFIX, bits));
  const first = Math.floor(toNumber(address) / size) * size;
  return Array.from({ length: Math.max(0, size - 2) }, (_, at) => toText(first + 1 + at));
}

function toNumber(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

function toText(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}

export interface FindPrintersOptions {
  signal: AbortSignal;
  progress(done: number, total: number): void;
  port?: number;
}

/** Asks hosts for raw printing, 32 at a time, and what answers for its name. Stops early when told to, with what it has by then. */
export async function findPrinters(
  hosts: readonly string[],
  { signal, progress, port = RAW_PORT }: FindPrintersOptions,
): Promise<{ address: string; name: string }[]> {
  const found: { address: string; name: string }[] = [];
  const waiting = [...hosts];
  let done = 0;
  setMaxListeners(AT_ONCE + 1, signal);

  async function ask(host: string): Promise<void> {
    const line = await new TcpTransport(host, port).open({ data() {}, closed() {} }, CONNECT_MS, signal);
    if (typeof line === 'string') return;
    line.close();
    const name = await printerName(new TcpTransport(host, port), signal);
    found.push({ address: formatAddress({ kind: 'tcp', host, port }), name: name ?? host });
  }

  async function worker(): Promise<void> {
    for (let host = waiting.shift(); host !== undefined && !signal.aborted; host = waiting.shift()) {
      await ask(host);
      done += 1;
      progress(done, hosts.length);
    }
  }

  await Promise.all(Array.from({ length: Math.min(AT_ONCE, hosts.length) }, worker));
  return found.sort((a, b) => a.address.localeCompare(b.address, 'en', { numeric: true }));
}
