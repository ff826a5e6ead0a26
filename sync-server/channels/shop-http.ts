import Type, { type Static, type TSchema } from 'typebox';
import { parseDown } from '#contracts/schema.ts';
import type { ChannelFault } from './channel-port.ts';

export interface ShopRequest {
  method: 'GET' | 'POST' | 'PUT';
  url: string;
  headers: Record<string, string>;
  body?: unknown;
}

export type ShopAnswer<T> = { ok: true; value: T; headers: Headers } | { ok: false; fault: ChannelFault };

const TIMEOUT_MS = 20_000;
const BUSY_MS = 2_000;
const LONGEST_BUSY_MS = 10 * 60_000;

/**
 * Asks a shop system and reads its answer as JSON of a schema; members that the schema does not know are left out. Too many requests (429, RFC
 * 6585; 503 with Retry-After, RFC 9110, 10.2.3) is `busy`, 401 and 403 `signed-out`, other answers of 4xx `refused`. No answer, 5xx, and what
 * is not what was asked for are `unreachable`: it is not known what was done.
 */
export async function askShop<S extends TSchema>(
  schema: S,
  { method, url, headers, body }: ShopRequest,
  send: typeof fetch = fetch,
  timeoutMs = TIMEOUT_MS,
): Promise<ShopAnswer<Static<S>>> {
  const init = {
    method,
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    redirect: 'error' as const,
  };
  const attempt = async () => {
    const given = await send(url, { ...init, signal: AbortSignal.timeout(timeoutMs) });
    return { response: given, text: await given.text() };
  };
  let answered: Awaited<ReturnType<typeof attempt>>;
  try {
    // What only reads is asked once more: a connection may have ended while it was idle (RFC 9112, 9.3.1).
    answered = await attempt().catch((error: unknown) => {
      if (method === 'GET') return attempt();
      throw error;
    });
  } catch (error) {
    return unreachable(String(error));
  }
  const { response, text } = answered;
  const { status } = response;
  const retryAfter = response.headers.get('retry-after');
  if (status === 429 || (status === 503 && retryAfter !== null)) {
    return { ok: false, fault: { why: 'busy', retryAfterMs: waitOf(retryAfter) } };
  }
  if (status === 401 || status === 403) return { ok: false, fault: { why: 'signed-out', detail: shortOf(text) } };
  if (status >= 500) return unreachable(`answered ${status}: ${shortOf(text)}`);
  if (status >= 400) return { ok: false, fault: { why: 'refused', status, detail: shortOf(text) } };
  const json = jsonOf(text);
  if (!json.ok) return unreachable('the answer is no JSON');
  const read = parseDown(schema, json.value);
  if (!read.ok) return unreachable(`not as documented: ${read.at} ${read.message}`);
  return { ok: true, value: read.value, headers: response.headers };
}

export function unreachable(detail: string): { ok: false; fault: ChannelFault } {
  return { ok: false, fault: { why: 'unreachable', detail: detail.slice(0, 500) } };
}

function jsonOf(text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false };
  }
}

/** Seconds, or a date, as RFC 9110 has it; a short while where it says nothing. */
function waitOf(retryAfter: string | null): number {
  const seconds = Number(retryAfter ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(LONGEST_BUSY_MS, Math.max(1, seconds * 1000)) : BUSY_MS;
}

const Refused = Type.Object({
  code: Type.Optional(Type.Unknown()),
  message: Type.Optional(Type.String()),
  errors: Type.Optional(Type.String()),
});

/** What a shop system says is wrong, as its errors are documented to say it; anything else might name a customer. */
function shortOf(text: string): string {
  const json = jsonOf(text);
  const read = json.ok ? parseDown(Refused, json.value) : undefined;
  if (!read?.ok) return 'no words for it';
  const { code = '', message = '', errors = '' } = read.value;
  return `${code} ${message} ${errors}`.trim().slice(0, 300) || 'no words for it';
}
