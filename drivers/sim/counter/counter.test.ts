import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CounterState } from '#contracts/ipc/counter.ts';
import { DEVICE_DEFAULTS, DeviceSettings } from '#contracts/ipc/devices.ts';
import { parse } from '#contracts/schema.ts';
import { readBarcode } from '#domain/gs1/read-barcode.ts';
import { encodeEscPos } from '#drivers/printer/protocol/escpos-encode.ts';
import { PAPER_80MM } from '#drivers/printer/protocol/printer-profile.ts';
import { EscPosLanguage } from '#drivers/printer/transport/escpos-language.ts';
import { LinePrinter } from '#drivers/printer/transport/line-printer.ts';
import type { After } from '#drivers/scanner/scanner.ts';
import { connectSerial } from '#drivers/scanner/transport/connect-serial.ts';
import { keepScanner } from '#drivers/scanner/transport/keep-scanner.ts';
import { transportAt } from '#drivers/transport/transport-at.ts';
import { type Counter, startCounter } from './counter.ts';
import { counterCodes } from './counter-codes.ts';
import { COUNTER_PORTS } from './counter-ports.ts';

const ANY_PORTS = Object.fromEntries(Object.keys(COUNTER_PORTS).map((name) => [name, 0]));

let counter: Counter;
const closing: (() => unknown)[] = [];
beforeEach(async () => {
  counter = await startCounter({ ports: ANY_PORTS });
});
afterEach(async () => {
  for (const close of closing.splice(0)) close();
  await counter.close();
});

const after: After = (ms, run) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

const receipt = (text: string) => encodeEscPos({ language: 'en', blocks: [{ kind: 'text', text }] }, PAPER_80MM);

function transport(address: string) {
  const found = transportAt(address);
  if (!found.ok) throw new Error(found.message);
  return found.transport;
}

function printer(): LinePrinter {
  return new LinePrinter(transport(counter.state().printer.address), new EscPosLanguage());
}

function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(counter.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

async function stateAfter(path: string, body: unknown): Promise<CounterState> {
  const answer = await post(path, body);
  expect([path, answer.status]).toEqual([path, 200]);
  return (await answer.json()) as CounterState;
}

/** The status of a request whose headers fetch would not let us choose. */
function statusWith(headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(`${counter.url}/state`, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('the counter', () => {
  it('tells its state and the settings of a till that works with it, as agreed', async () => {
    const state: unknown = await (await fetch(`${counter.url}/state`)).json();
    expect(parse(CounterState, state)).toMatchObject({ ok: true });
    const settings = (await (await fetch(`${counter.url}/settings`)).json()) as ReturnType<Counter['settings']>;
    expect(parse(DeviceSettings, { ...DEVICE_DEFAULTS, ...settings.devices })).toMatchObject({ ok: true });
    expect([settings.terminal, settings.wallet]).toEqual([
      counter.state().terminal.address,
      counter.state().wallet.address,
    ]);
  });

  it('shows what was printed, as text, as bytes and as a picture', async () => {
    await printer().pulse(2);
    await printer().print(receipt('<script>alert(1)</script>'));
    const { printer: shown } = counter.state();
    expect(shown).toMatchObject({ drawerOpen: true, pulses: 1, printing: 0 });
    expect(shown.receipts).toMatchObject([{ id: 1, lines: ['<script>alert(1)</script>'], cut: true, unknown: 0 }]);
    const kept = (await (await fetch(`${counter.url}/printer/receipts`)).json()) as { raw: string }[];
    expect(Buffer.from(kept[0]?.raw ?? '', 'base64').toString('latin1')).toContain('<script>');
    const picture = await fetch(`${counter.url}/printer/receipts/1.svg`);
    expect(picture.headers.get('content-type')).toBe('image/svg+xml');
    expect(await picture.text()).not.toContain('<script>');
    expect((await fetch(`${counter.url}/printer/receipts/2.svg`)).status).toBe(404);
    expect((await stateAfter('/printer/drawer', { open: false })).printer.drawerOpen).toBe(false);
    expect((await post('/printer/drawer', { open: true })).status).toBe(400);
  });

  it('tells open pages of what happens', async () => {
    const events = await fetch(`${counter.url}/events`);
    const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    const until = async (wanted: string) => {
      while (reader && !text.includes(wanted)) text += (await reader.read()).value ?? '';
    };
    await until('"receipts":[]');
    await printer().print(receipt('Live'));
    await until('"lines":["Live"]');
    await reader?.cancel();
  });

  it('takes faults by name, and only those it knows', async () => {
    expect((await stateAfter('/printer/faults', { paperOut: true, slow: true })).printer.faults).toMatchObject({
      paperOut: true,
      slow: true,
    });
    expect((await stateAfter('/printer/faults', { slow: false })).printer.faults).toMatchObject({
      paperOut: true,
      slow: false,
    });
    for (const device of Object.keys(counter.state()).filter((name) => name !== 'boot')) {
      expect([device, (await post(`/${device}/faults`, { onFire: true })).status]).toEqual([device, 400]);
    }
    expect((await post('/printer/faults', { slow: 'yes' })).status).toBe(400);
    expect((await post('/nothing', {})).status).toBe(404);
    expect((await post('/printer/constructor', {})).status).toBe(404);
    expect((await fetch(`${counter.url}/../counter.ts`)).status).toBe(404);
  });

  it('switches every fault of every device on and off again', async () => {
    for (const [device, { faults }] of Object.entries(counter.state()).filter(([name]) => name !== 'boot') as [
      string,
      { faults: Record<string, boolean> },
    ][]) {
      for (const name of Object.keys(faults)) {
        for (const on of [true, false]) {
          const state = (await stateAfter(`/${device}/faults`, { [name]: on })) as Record<string, unknown>;
          expect(state[device]).toMatchObject({ faults: { [name]: on } });
        }
      }
    }
  });

  it('scans what it is told to into a till', async () => {
    expect((await post('/scanner/scan', { text: '1' })).status).toBe(409);
    const scans: string[] = [];
    let ready = false;
    let heard = () => {};
    const connect = connectSerial(transport(counter.state().scanner.address), { prefix: '', suffix: '\r\n' }, after);
    const till = keepScanner(
      connect,
      {
        scan: ({ text, symbology }) => {
          scans.push(`${symbology ?? ''}${text}`);
          heard();
        },
        state: ({ state }) => {
          ready = state === 'ready';
          heard();
        },
      },
      after,
    );
    closing.push(() => till.close());
    const until = async (met: () => boolean) => {
      while (!met()) await Promise.race([new Promise<void>((resolve) => (heard = resolve)), new Promise(setImmediate)]);
    };
    await until(() => ready && counter.state().scanner.connected);
    await stateAfter('/scanner/scan', { text: '4006381333931', symbology: ']E0' });
    await stateAfter('/scanner/faults', { split: true });
    await stateAfter('/scanner/scan', { text: '96385074' });
    await until(() => scans.length === 2);
    expect(scans).toEqual([']E04006381333931', '96385074']);
  });

  it('works the terminal and the wallet', async () => {
    const { terminal } = await stateAfter('/terminal/behaviour', { verdict: 'ask', delayMs: 0 });
    expect(terminal).toMatchObject({ verdict: 'ask', delayMs: 0, asked: null });
    expect((await post('/terminal/key', { key: 'approve' })).status).toBe(409);
    await stateAfter('/wallet/behaviour', { customer: 'wait' });
    const { wallet } = counter.state();
    const pay = { out_trade_no: 'T1', amount: 250, currency: 'GBP' };
    await fetch(`${wallet.address}/pay`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(pay),
    });
    expect(counter.state().wallet.waiting).toEqual([{ tradeNo: 'T1', amount: 250, currency: 'GBP' }]);
    expect((await stateAfter('/wallet/act', { tradeNo: 'T1', act: 'pay' })).wallet).toMatchObject({
      waiting: [],
      taken: 250,
    });
  });

  it('serves its page, and nothing of it comes from elsewhere', async () => {
    const page = await fetch(counter.url);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const html = await page.text();
    expect(html).not.toMatch(/(src|href)="(https?:)?\/\//);
    const named = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path);
    expect(named.length).toBeGreaterThan(2);
    for (const path of named) {
      const file = await fetch(`${counter.url}/${path}`);
      expect([path, file.status]).toEqual([path, 200]);
      for (const [, other] of (await file.text()).matchAll(/from '\.\/([\w.-]+)'/g)) {
        expect([other, (await fetch(`${counter.url}/${other}`)).status]).toEqual([other, 200]);
      }
    }
  });

  it('obeys only pages of its own and names of this machine', async () => {
    const port = new URL(counter.url).port;
    const slow = { slow: true };
    for (const origin of ['https://example.com', `http://127.0.0.1:${Number(port) - 1}`, 'null']) {
      expect([origin, (await post('/printer/faults', slow, { origin })).status]).toEqual([origin, 403]);
    }
    expect((await post('/printer/faults', slow, { 'content-type': 'text/plain' })).status).toBe(415);
    expect(counter.state().printer.faults.slow).toBe(false);
    expect((await post('/printer/faults', slow, { origin: `http://localhost:${port}` })).status).toBe(200);
    expect(await statusWith({ host: `counter.example.com:${port}` })).toBe(403);
    expect(await statusWith({ host: `127.0.0.1:${port}` })).toBe(200);
  });
});

describe('what lies on it to be scanned', () => {
  const LAYOUTS = [{ pattern: '21IIIIIWWWWWC' }, { pattern: '22IIIIIPPPPPC' }];
  const today = new Date('2026-03-01T12:00:00Z');
  const read = (codeId: string) => {
    const code = counterCodes(today).find((each) => each.codeId === codeId);
    const rules = { inStoreLayouts: LAYOUTS, businessDate: '2026-03-01', symbology: code?.symbology };
    return code && readBarcode(code.text, rules);
  };

  it('is what it is said to be', () => {
    for (const { codeId } of counterCodes(today).filter(({ kind }) => kind === 'article')) {
      expect([codeId, read(codeId)?.kind]).toEqual([codeId, 'gtin']);
    }
    expect(read('cheddar-weight')).toMatchObject({ kind: 'in-store', item: { plu: '402', weightGrams: 350 } });
    expect(read('apples-price')).toMatchObject({ kind: 'in-store', item: { plu: '401', price: 150 } });
    const tea = { kind: 'gs1', gtin: '02902000000036' };
    expect(read('tea-datamatrix')).toMatchObject({ ...tea, data: { batch: 'T4711', expiry: '2026-04-30' } });
    expect(read('tea-link')).toMatchObject({ ...tea, data: { batch: 'T4711', expiry: '2026-04-30' } });
    expect(read('tea-expired')).toMatchObject({ ...tea, data: { expiry: '2026-02-26' } });
    expect(read('globe-wrong')).toMatchObject({ kind: 'bad-check-digit', expected: 8 });
    expect(read('wallet-code')).toMatchObject({ kind: 'text' });
  });
});
