import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { startVirtualPrinter, type VirtualPrinter } from '#drivers/sim/virtual-printer.ts';
import { findPrinters, ownSubnets } from './find-printers.ts';
import { deviceName } from './list-printer-nodes.ts';

let printer: VirtualPrinter | null = null;
let server: Server | null = null;
afterEach(async () => {
  await printer?.close();
  server?.close();
  printer = null;
  server = null;
});

/** Hosts of the loopback network, all of which this machine answers for. */
const hosts = (count: number) => Array.from({ length: count }, (_, at) => `127.0.0.${at + 1}`);

describe('findPrinters', () => {
  it('finds what takes raw printing, with the name it gives itself, and tells how far it is', async () => {
    printer = await startVirtualPrinter({ port: 0 });
    const steps: string[] = [];
    const found = await findPrinters(hosts(70), {
      signal: new AbortController().signal,
      progress: (done, total) => steps.push(`${done}/${total}`),
      port: printer.port,
    });
    expect(found).toEqual([{ address: `tcp://127.0.0.1:${printer.port}`, name: 'Omnitill virtual printer' }]);
    expect([steps.length, steps.at(-1)]).toEqual([70, '70/70']);
  });

  it('sends something that is no receipt printer nothing but a status request', async () => {
    const received: Buffer[] = [];
    const listening = createServer((socket) => {
      socket.on('error', () => {});
      socket.on('data', (bytes) => received.push(bytes));
    });
    server = listening;
    await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
    const address = listening.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const found = await findPrinters(hosts(1), { signal: new AbortController().signal, progress() {}, port });
    expect(found).toEqual([{ address: `tcp://127.0.0.1:${port}`, name: '127.0.0.1' }]);
    expect(Buffer.concat(received)).toEqual(Buffer.of(0x10, 0x04, 0x01));
  });

  it('stops when it is told to', async () => {
    const abort = new AbortController();
    let asked = 0;
    const progress = (): void => {
      asked += 1;
      abort.abort();
    };
    expect(await findPrinters(hosts(200), { signal: abort.signal, progress, port: 1 })).toEqual([]);
    expect(asked).toBeLessThanOrEqual(64);
  });
});

describe('ownSubnets', () => {
  const at = (address: string, netmask: string, internal = false) => ({
    address,
    netmask,
    internal,
    family: 'IPv4' as const,
    mac: '',
    cidr: null,
  });

  it('is the machine’s own private networks, at most a /24 of each', () => {
    expect(ownSubnets({ eth: [at('192.168.7.20', '255.255.255.252')] })).toEqual(
      ['192.168.7.21', '192.168.7.22'].filter((host) => host !== '192.168.7.20'),
    );
    const wide = ownSubnets({ eth: [at('10.3.4.5', '255.0.0.0')] });
    expect([wide.length, wide[0], wide.at(-1), wide.includes('10.3.4.5')]).toEqual([
      253,
      '10.3.4.1',
      '10.3.4.254',
      false,
    ]);
  });

  it.each(['8.8.8.8', '172.32.0.1', '169.254.1.1', '100.64.0.1'])(
    'is not the public %s, nor the loopback',
    (address) => {
      expect(ownSubnets({ eth: [at(address, '255.255.255.0')], lo: [at('10.0.0.1', '255.0.0.0', true)] })).toEqual([]);
    },
  );

  it('asks at most 254 hosts, whatever cables there are', () => {
    const many = ['192.168.1.2', '192.168.2.2', '10.0.0.2'].map((address) => at(address, '255.255.255.0'));
    expect(ownSubnets({ eth: many })).toHaveLength(254);
  });
});

describe('deviceName', () => {
  it.each([
    ['MFG:EPSON;CMD:ESC/POS;MDL:TM-T20II;CLS:PRINTER;', 'EPSON TM-T20II'],
    ['MANUFACTURER:Star;MODEL:TSP143;', 'Star TSP143'],
    ['CMD:ESC/POS;', null],
    ['', null],
  ])('%s', (id, name) => {
    expect(deviceName(id)).toBe(name);
  });
});
