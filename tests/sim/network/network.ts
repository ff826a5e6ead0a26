import type { Process } from '#tests/sim/kernel/process.ts';
import type { Random } from '#tests/sim/kernel/random.ts';
import type { World } from '#tests/sim/kernel/world.ts';
import { EventStream } from './event-stream.ts';

/** How bad a till's line to the server is. Rates are probabilities per message. */
export interface LineState {
  /** Nothing gets from the till to the server. */
  upCut: boolean;
  /** Nothing gets from the server to the till. */
  downCut: boolean;
  lost: number;
  duplicated: number;
  delayMs: number;
}

export const GOOD_LINE: LineState = { upCut: false, downCut: false, lost: 0, duplicated: 0, delayMs: 30 };

export interface SimRequest {
  method: string;
  /** Path and query. */
  url: string;
  token: string;
  body: Uint8Array;
}

/** What a server sends back: a whole body, or a stream of events that it goes on writing to. */
export type SimReply = { status: number; body: string } | { status: 200; events: (stream: EventStream) => void };

/** Whoever listens at the server's address; undefined while nobody does. */
export type Listener = (request: SimRequest, reply: (reply: SimReply) => void, hungUp: () => void) => void;

/** When the network itself gives a request up. */
const GIVEN_UP_MS = 120_000;

/** One till's line to the server: `fetch` over it loses, repeats, delays and so reorders requests and answers. */
export class Line {
  readonly #world: World;
  readonly #random: Random;
  readonly #name: string;
  readonly #listener: () => Listener | undefined;
  readonly #streams = new Set<EventStream>();
  state: LineState = GOOD_LINE;
  /** How many pushes were sent. */
  pushes = 0;

  constructor(options: { world: World; random: Random; name: string; listener: () => Listener | undefined }) {
    this.#world = options.world;
    this.#random = options.random.fork('line');
    this.#name = options.name;
    this.#listener = options.listener;
  }

  /** `fetch` for a program of this till. */
  fetchFor(program: Process): typeof fetch {
    return async (input, init) => {
      const { pathname, search } = new URL(input instanceof Request ? input.url : input);
      const method = init?.method ?? 'GET';
      const token = (new Headers(init?.headers).get('authorization') ?? '').replace('Bearer ', '');
      const body = init?.body instanceof Uint8Array ? init.body : new Uint8Array();
      return this.#exchange({ method, url: `${pathname}${search}`, token, body }, program, init?.signal ?? undefined);
    };
  }

  /** Changes the line; event streams that are open across a cut are dead from then on, whether the till notices or not. */
  become(state: LineState): void {
    this.state = state;
    if (state.upCut || state.downCut) for (const stream of this.#streams) stream.lose();
  }

  #exchange(request: SimRequest, program: Process, signal: AbortSignal | undefined): Promise<Response> {
    return new Promise((resolve, reject) => {
      let open = true;
      const settle = (end: () => void) => {
        if (!open || !program.alive) return;
        open = false;
        end();
      };
      const failed = (why: string) => settle(() => reject(new TypeError('fetch failed', { cause: new Error(why) })));
      const answer = (reply: SimReply) => this.#sendBack(reply, (response) => settle(() => resolve(response)), signal);
      if (signal?.aborted) return failed('aborted before it was sent');
      signal?.addEventListener('abort', () => failed('aborted'), { once: true });
      this.#world.note(
        this.#name,
        `${request.method} ${request.url}${request.body.length > 0 ? ` ${request.body.length} bytes` : ''}`,
      );
      if (request.method === 'POST') this.pushes += 1;
      const copies = this.#random.chance(this.state.duplicated) && request.method === 'POST' ? 2 : 1;
      for (let copy = 0; copy < copies; copy++) this.#sendThere(request, answer, failed);
    });
  }

  #sendThere(request: SimRequest, answer: (reply: SimReply) => void, failed: (why: string) => void): void {
    if (this.#isLost(this.state.upCut, `request ${request.url}`)) this.#silence(failed);
    else this.#arrive(request, answer, failed);
  }

  #arrive(request: SimRequest, answer: (reply: SimReply) => void, failed: (why: string) => void): void {
    this.#world.after(this.#random.delayMs(this.state.delayMs), () => {
      const listener = this.#listener();
      if (!listener) return this.#comesBack('refusal', () => failed('connection refused'));
      listener(request, answer, () => this.#comesBack('hang-up', () => failed('connection closed')));
    });
  }

  #sendBack(reply: SimReply, arrive: (response: Response) => void, signal: AbortSignal | undefined): void {
    if ('events' in reply) this.#stream(reply.events, arrive, signal);
    else this.#comesBack(`answer ${reply.status}`, () => arrive(new Response(reply.body, { status: reply.status })));
  }

  #stream(begin: (stream: EventStream) => void, arrive: (response: Response) => void, signal: AbortSignal | undefined) {
    const stream = new EventStream({
      later: (run) => this.#world.after(this.#random.delayMs(this.state.delayMs), run),
      isCut: () => this.state.downCut,
      closed: () => this.#streams.delete(stream),
    });
    this.#streams.add(stream);
    signal?.addEventListener('abort', () => stream.abort(), { once: true });
    this.#comesBack('event stream', () => arrive(new Response(stream.readable)));
    begin(stream);
  }

  #comesBack(what: string, run: () => void): void {
    if (this.#isLost(this.state.downCut, what)) return;
    this.#world.after(this.#random.delayMs(this.state.delayMs), run);
  }

  #isLost(cut: boolean, what: string): boolean {
    const lost = cut || this.#random.chance(this.state.lost);
    if (lost) this.#world.note(this.#name, `lost: ${what}`);
    return lost;
  }

  /** Of a lost request the till's own network says at once that it can't be sent, or nothing for a very long time. */
  #silence(failed: (why: string) => void): void {
    const ms = this.#random.chance(0.5) ? this.#random.delayMs(this.state.delayMs) : GIVEN_UP_MS;
    this.#world.after(ms, () => failed('no route'));
  }
}
