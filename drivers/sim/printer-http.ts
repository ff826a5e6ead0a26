import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import Type from 'typebox';
import { parseJson } from '#contracts/schema.ts';
import { isLoopbackRequest } from './loopback-request.ts';
import { FaultChange } from './printer-faults.ts';
import { type PrinterPageState, printerPage, receiptCard } from './printer-page.ts';
import { wordsFor } from './printer-words.ts';
import { receiptPicture } from './receipt-picture.ts';
import type { VirtualReceipt } from './receipt-roll.ts';

/** What the page shows and can do, as the printer offers it. */
export interface PrinterDesk {
  state(): PrinterPageState;
  /** A picture of the page that is coming out; empty when there is none. */
  printing(): string;
  setFaults(change: FaultChange): Promise<void>;
  closeDrawer(): void;
}

const MOST_BODY_BYTES = 10_000;
const DrawerChange = Type.Object({ open: Type.Literal(false) }, { additionalProperties: false });
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const FILES: Readonly<Record<string, string>> = {
  '/printer-page.js': 'text/javascript; charset=utf-8',
  '/printer-page.css': 'text/css; charset=utf-8',
  '/printer-page.svg': 'image/svg+xml',
};

interface Viewer {
  response: ServerResponse;
  acceptLanguage: string | undefined;
}

/** The virtual printer's page, its JSON for tests, and the stream that keeps open pages up to date. */
export class PrinterHttp {
  readonly #desk: PrinterDesk;
  readonly #server: Server;
  #viewers: Viewer[] = [];
  #port = 0;

  constructor(desk: PrinterDesk) {
    this.#desk = desk;
    this.#server = createServer((request, response) => {
      this.#serve(request, response).catch((error: Error) => {
        response.destroy(error);
      });
    });
  }

  get port(): number {
    return this.#port;
  }

  async listen(host: string, port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, host, () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
    const address = this.#server.address();
    this.#port = typeof address === 'object' && address ? address.port : port;
  }

  async close(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
  }

  /** Tells open pages that something other than the list of receipts changed. */
  changed(): void {
    const picture = this.#desk.printing();
    for (const { response } of this.#viewers) {
      send(response, 'state', this.#state());
      send(response, 'printing', { picture });
    }
  }

  /** Gives open pages a new receipt. */
  printed(receipt: VirtualReceipt): void {
    const { columns } = this.#desk.state();
    for (const { response, acceptLanguage } of this.#viewers) {
      send(response, 'receipt', { id: receipt.id, card: receiptCard(receipt, columns, wordsFor(acceptLanguage)) });
    }
  }

  #state() {
    const { boot, faults, drawerOpen, pulses, receipts } = this.#desk.state();
    return { boot, faults, drawerOpen, pulses, newest: receipts[0]?.id ?? 0 };
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('content-security-policy', POLICY);
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('cache-control', 'no-store');
    if (!isLoopbackRequest(request, this.#port)) {
      answer(response, 403, 'text/plain', 'Only this machine may use the virtual printer.\n');
      return;
    }
    const path = new URL(request.url ?? '/', 'http://printer').pathname;
    if (request.method === 'GET') this.#get(path, request, response);
    else if (request.method === 'POST') await this.#post(path, request, response);
    else answer(response, 405, 'text/plain', 'GET or POST only.\n');
  }

  #get(path: string, request: IncomingMessage, response: ServerResponse): void {
    const { receipts, columns, ...rest } = this.#desk.state();
    const type = FILES[path];
    const picture = /^\/receipts\/(\d+)\.svg$/.exec(path)?.[1];
    const found = receipts.find(({ id }) => id === Number(picture));
    if (path === '/') {
      const words = wordsFor(request.headers['accept-language']);
      answer(response, 200, 'text/html; charset=utf-8', printerPage({ ...rest, columns, receipts }, words));
    } else if (path === '/events') {
      this.#watch(request, response);
    } else if (path === '/receipts') {
      json(
        response,
        200,
        receipts.map(({ drawn: _, ...receipt }) => receipt),
      );
    } else if (path === '/state') {
      json(response, 200, this.#state());
    } else if (found) {
      answer(response, 200, 'image/svg+xml', receiptPicture(found.drawn, { columns, cut: found.cut }));
    } else if (type !== undefined) {
      answer(response, 200, type, readFileSync(new URL(`.${path}`, import.meta.url)));
    } else {
      answer(response, 404, 'text/plain', 'Nothing here.\n');
    }
  }

  #watch(request: IncomingMessage, response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('retry: 1000\n\n');
    const viewer: Viewer = { response, acceptLanguage: request.headers['accept-language'] };
    this.#viewers.push(viewer);
    response.on('close', () => {
      this.#viewers = this.#viewers.filter((other) => other !== viewer);
    });
    send(response, 'state', this.#state());
    send(response, 'printing', { picture: this.#desk.printing() });
  }

  async #post(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.headers['content-type'] !== 'application/json') {
      json(response, 415, { error: 'Send application/json.' });
      return;
    }
    const body = await readBody(request);
    if (body === null) {
      json(response, 413, { error: 'That is too long.' });
    } else if (path === '/faults') {
      const change = parseJson(FaultChange, body);
      if (change.ok) {
        await this.#desk.setFaults(change.value);
        json(response, 200, this.#desk.state().faults);
      } else {
        json(response, 400, { error: `${change.at || '/'}: ${change.message}` });
      }
    } else if (path === '/drawer' && parseJson(DrawerChange, body).ok) {
      this.#desk.closeDrawer();
      json(response, 200, this.#state());
    } else {
      json(response, path === '/drawer' ? 400 : 404, { error: 'Nothing here takes that.' });
    }
  }
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > MOST_BODY_BYTES) return null;
  }
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, event: string, data: unknown): void {
  response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}

function json(response: ServerResponse, status: number, value: unknown): void {
  answer(response, status, 'application/json; charset=utf-8', JSON.stringify(value));
}

function answer(response: ServerResponse, status: number, type: string, body: string | Uint8Array): void {
  response.writeHead(status, { 'content-type': type });
  response.end(body);
}
