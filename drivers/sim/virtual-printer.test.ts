import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { createServer, type Server } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { drawerPulse } from '#drivers/printer/protocol/escpos-commands.ts';
import { encodeEscPos } from '#drivers/printer/protocol/escpos-encode.ts';
import { PAPER_80MM } from '#drivers/printer/protocol/printer-profile.ts';
import { EscPosLanguage } from '#drivers/printer/transport/escpos-language.ts';
import { LinePrinter } from '#drivers/printer/transport/line-printer.ts';
import { TcpTransport } from '#drivers/transport/tcp.ts';
import { startVirtualPrinter, type VirtualPrinter } from './virtual-printer.ts';

let virtual: VirtualPrinter;
let printer: LinePrinter;

beforeEach(async () => {
  virtual = await startVirtualPrinter({ port: 0, httpPort: 0 });
  printer = new LinePrinter(new TcpTransport('127.0.0.1', virtual.port), new EscPosLanguage());
});
afterEach(() => virtual.close());

const receipt = (text: string) => encodeEscPos({ language: 'en', blocks: [{ kind: 'text', text }] }, PAPER_80MM);

function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(virtual.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/** The status of a request whose headers fetch would not let us choose. */
function statusWith(headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(`${virtual.url}/receipts`, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('the virtual printer', () => {
  it('keeps the last 100 receipts, newest first, with their bytes and pulses', async () => {
    await printer.print(drawerPulse(2));
    for (let at = 1; at <= 101; at += 1) await printer.print(receipt(`Receipt ${at}`));
    const receipts = (await (await fetch(`${virtual.url}/receipts`)).json()) as Record<string, unknown>[];
    expect(receipts).toHaveLength(100);
    expect(receipts[0]).toMatchObject({ id: 101, lines: ['Receipt 101'], cut: true, pulses: 0, unknown: [] });
    expect(receipts[0]?.raw).toBe(Buffer.from(receipt('Receipt 101')).toString('base64'));
    expect(receipts.at(-1)).toMatchObject({ id: 2 });
    expect(await (await fetch(`${virtual.url}/state`)).json()).toMatchObject({
      pulses: 1,
      drawerOpen: true,
      newest: 101,
    });
  });

  it('counts a pulse with the receipt that follows it', async () => {
    await printer.print(drawerPulse(2));
    await printer.print(receipt('Cash'));
    await printer.print(receipt('Card'));
    expect(virtual.receipts().map(({ lines, pulses }) => [lines[0], pulses])).toEqual([
      ['Card', 0],
      ['Cash', 1],
    ]);
  });

  it('reports what it does not know beside the receipt', async () => {
    await printer.print(Uint8Array.of(0x1b, 0x7a, ...receipt('Odd')));
    expect(virtual.receipts()[0]).toMatchObject({ lines: ['Odd'], unknown: ['1b7a'] });
  });

  it('shows its page in English or Chinese, and nothing of it comes from elsewhere', async () => {
    await printer.print(receipt('<script>alert(1)</script>'));
    const page = async (language: string) =>
      (await fetch(virtual.url, { headers: { 'accept-language': language } })).text();
    const english = await page('en-GB,en;q=0.9,zh;q=0.5');
    expect(english).toContain('Virtual receipt printer');
    expect(english).toContain('&lt;script&gt;');
    expect(english).not.toContain('<script>');
    expect(english).not.toMatch(/(src|href)="(https?:)?\/\//);
    expect(await page('zh-CN,zh;q=0.9,en;q=0.8')).toContain('虚拟小票打印机');
    expect(await page('fr')).toContain('Virtual receipt printer');
    for (const path of english.matchAll(/(?:src|href)="(\/[^"]+)"/g)) {
      expect([path[1], (await fetch(virtual.url + path[1])).status]).toEqual([path[1], 200]);
    }
    const picture = await fetch(`${virtual.url}/receipts/1.svg`);
    expect(picture.headers.get('content-type')).toBe('image/svg+xml');
  });

  it('tells open pages of a new receipt at once', async () => {
    const events = await fetch(`${virtual.url}/events`);
    const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    const until = async (wanted: string) => {
      while (reader && !text.includes(wanted)) text += (await reader.read()).value ?? '';
    };
    await until('event: state');
    await printer.print(receipt('Live'));
    await until('event: receipt\ndata: {"id":1,');
    expect(text).toContain('Live');
    await reader?.cancel();
  });

  it('takes faults by name, and only those it knows', async () => {
    expect(await (await post('/faults', { paperOut: true, slow: true })).json()).toMatchObject({
      paperOut: true,
      slow: true,
    });
    expect(await (await post('/faults', { slow: false })).json()).toMatchObject({ paperOut: true, slow: false });
    expect((await post('/faults', { onFire: true })).status).toBe(400);
    expect((await post('/faults', { slow: 'yes' })).status).toBe(400);
    expect((await post('/nothing', {})).status).toBe(404);
    expect(virtual.faults()).toMatchObject({ paperOut: true, slow: false });
    await printer.realTimePulse(2);
    expect((await post('/drawer', { open: false })).status).toBe(200);
    expect((await post('/drawer', { open: true })).status).toBe(400);
  });

  it('obeys only pages of its own and names of this machine', async () => {
    const port = new URL(virtual.url).port;
    expect((await post('/faults', { slow: true }, { origin: 'https://example.com' })).status).toBe(403);
    expect((await post('/faults', { slow: true }, { origin: `http://127.0.0.1:${Number(port) - 1}` })).status).toBe(
      403,
    );
    expect((await post('/faults', { slow: true }, { origin: 'null' })).status).toBe(403);
    expect((await post('/faults', { slow: true }, { 'content-type': 'text/plain' })).status).toBe(415);
    expect(virtual.faults().slow).toBe(false);
    expect((await post('/faults', { slow: true }, { origin: `http://localhost:${port}` })).status).toBe(200);
    expect(await statusWith({ host: `printer.example.com:${port}` })).toBe(403);
    expect(await statusWith({ host: `127.0.0.1:${port}` })).toBe(200);
  });

  it('is there again on the same port after it was switched off', async () => {
    await virtual.setFaults({ dead: true });
    expect(await printer.print(receipt('Off'))).toMatchObject({ code: 'printer-unreachable' });
    await virtual.setFaults({ dead: false });
    expect(await printer.print(receipt('On'))).toEqual({ ok: true });
  });
});

describe('the program', () => {
  const tsx = fileURLToPath(import.meta.resolve('tsx/cli'));
  const main = fileURLToPath(new URL('./main.ts', import.meta.url));
  const run = (args: string[], env: Record<string, string> = {}) => {
    const child = spawn(process.execPath, [tsx, main, ...args], { env: { ...process.env, ...env } });
    const said = { out: '', err: '' };
    child.stdout.on('data', (chunk) => (said.out += chunk));
    child.stderr.on('data', (chunk) => (said.err += chunk));
    return { child, said, ended: once(child, 'close') };
  };

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'says where its page is in one line, and ends cleanly on %s',
    async (signal) => {
      const { child, said, ended } = run([], { OMNITILL_PRINTER_PORT: '0', OMNITILL_PRINTER_HTTP_PORT: '0' });
      await once(child.stdout, 'data');
      const url = /^printer (http:\/\/127\.0\.0\.1:\d+)\n$/.exec(said.out)?.[1];
      expect((await fetch(`${url}/receipts`)).status).toBe(200);
      child.kill(signal);
      expect(await ended).toEqual([0, null]);
      expect(said).toEqual({ out: `printer ${url}\n`, err: '' });
    },
  );

  it('says in one sentence which port is taken', async () => {
    const taken: Server = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const check = async (args: string[]) => {
      const { said, ended } = run(args);
      expect(await ended).toEqual([1, null]);
      expect(said.out).toBe('');
      expect(said.err.trim().split('\n')).toHaveLength(1);
      expect(said.err).toContain(`Port ${port} is taken`);
    };
    await Promise.all([
      check(['--port', String(port), '--http-port', '0']),
      check(['--port', '0', '--http-port', String(port)]),
    ]);
    taken.close();
  });

  it('refuses what is no port', async () => {
    const { said, ended } = run(['--port', 'abc']);
    expect(await ended).toEqual([1, null]);
    expect(said.err).toBe("--port must be a port number, not 'abc'.\n");
  });
});
