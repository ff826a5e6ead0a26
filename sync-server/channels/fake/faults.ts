import type { IncomingMessage, ServerResponse } from 'node:http';

/** What a fake shop system does wrong, each as a share of requests or webhooks in percent. */
export interface FaultRates {
  /** 429 with Retry-After. */
  busy: number;
  /** 500 and nothing was done. */
  broken: number;
  /** Done, and the connection is cut before the answer. */
  lostAnswer: number;
  /** Cut before anything is done. */
  cut: number;
  /** Of webhooks: not sent at all, sent twice, wrongly signed, sent again much later, kept back so that later ones come first. */
  lostWebhook: number;
  doubled: number;
  wronglySigned: number;
  replayed: number;
  late: number;
}

export const NO_FAULTS: FaultRates = {
  ...{ busy: 0, broken: 0, lostAnswer: 0, cut: 0 },
  ...{ lostWebhook: 0, doubled: 0, wronglySigned: 0, replayed: 0, late: 0 },
};

export const MANY_FAULTS: FaultRates = {
  ...{ busy: 5, broken: 5, lostAnswer: 5, cut: 4 },
  ...{ lostWebhook: 20, doubled: 20, wronglySigned: 10, replayed: 10, late: 25 },
};

/** Numbers of a seed, the same each time (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Whether something happens this time. */
export function happens(random: () => number, percent: number): boolean {
  return random() * 100 < percent;
}

/** A webhook as it is to be sent. */
export interface FakeWebhook {
  headers: Record<string, string>;
  body: string;
}

/**
 * Webhooks between a fake shop system and whoever receives them, with what happens to them on the way: in the order of a seed some are
 * lost, doubled, late, or replayed.
 */
export function webhookQueue(random: () => number, rates: () => FaultRates) {
  const waiting: FakeWebhook[] = [];
  const sent: FakeWebhook[] = [];
  return {
    add(webhook: FakeWebhook, forged: FakeWebhook): void {
      const { lostWebhook, doubled, wronglySigned, replayed } = rates();
      if (happens(random, wronglySigned)) waiting.push(forged);
      if (!happens(random, lostWebhook)) waiting.push(webhook);
      if (happens(random, doubled)) waiting.push(webhook);
      const old = sent[Math.floor(random() * sent.length)];
      if (old && happens(random, replayed)) waiting.push(old);
    },
    /** Those that arrive now; late ones stay. */
    take(): FakeWebhook[] {
      const { late } = rates();
      const now = waiting.filter(() => !happens(random, late));
      for (const one of now) waiting.splice(waiting.indexOf(one), 1);
      sent.push(...now);
      return now;
    },
  };
}

export interface FakeAnswer {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

/** Answers a request of a fake shop system, or fails as the rates say. */
export async function answerWithFaults(
  { request, response }: { request: IncomingMessage; response: ServerResponse },
  { random, rates }: { random: () => number; rates: () => FaultRates },
  answer: (body: string) => FakeAnswer,
): Promise<void> {
  const body = await textOf(request);
  const { busy, broken, cut, lostAnswer } = rates();
  if (happens(random, cut)) return void request.socket.destroy();
  if (happens(random, busy)) return send(response, { status: 429, body: {}, headers: { 'retry-after': '0' } });
  if (happens(random, broken)) return send(response, { status: 500, body: { message: 'it broke' } });
  const answered = answer(body);
  if (happens(random, lostAnswer)) return void request.socket.destroy();
  send(response, answered);
}

function send(response: ServerResponse, { status, body, headers = {} }: FakeAnswer): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part as Uint8Array));
  return Buffer.concat(parts).toString('utf8');
}
