import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isLoopbackRequest } from './loopback-request.ts';

/** What a route gives back: JSON, a file of the page, or events that go on until the browser leaves. */
export type DeviceAnswer =
  | { status: number; json: unknown }
  | { status: number; type: string; body: string | Uint8Array }
  | { events: (response: ServerResponse) => void };

/** Answers one request; `body` is empty for a GET. */
export type DeviceRoute = (request: {
  method: string;
  path: string;
  query: URLSearchParams;
  body: string;
}) => Promise<DeviceAnswer>;

const MOST_BODY_BYTES = 20_000;
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** A small HTTP server of a virtual device, for this machine only. */
export class DeviceHttp {
  readonly #server: Server;
  #port = 0;

  constructor(route: DeviceRoute) {
    this.#server = createServer((request, response) => {
      this.#serve(route, request, response).catch((error: Error) => response.destroy(error));
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

  async #serve(route: DeviceRoute, request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('content-security-policy', POLICY);
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('cache-control', 'no-store');
    const answer = await this.#answer(route, request);
    if ('events' in answer) {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      answer.events(response);
      return;
    }
    const json = 'json' in answer;
    response.writeHead(answer.status, { 'content-type': json ? 'application/json; charset=utf-8' : answer.type });
    response.end(json ? JSON.stringify(answer.json) : answer.body);
  }

  async #answer(route: DeviceRoute, request: IncomingMessage): Promise<DeviceAnswer> {
    if (!isLoopbackRequest(request, this.#port))
      return { status: 403, json: { error: 'Only this machine may use it.' } };
    const { method = 'GET', url = '/' } = request;
    if (method === 'POST' && request.headers['content-type'] !== 'application/json') {
      return { status: 415, json: { error: 'Send application/json.' } };
    }
    const body = method === 'POST' ? await readBody(request) : '';
    if (body === null) return { status: 413, json: { error: 'That is too long.' } };
    const { pathname, searchParams } = new URL(url, 'http://device');
    return route({ method, path: pathname, query: searchParams, body });
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
