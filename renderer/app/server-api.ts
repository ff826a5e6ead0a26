import type { Static, TSchema } from 'typebox';
import { Problem } from '#contracts/http/api.ts';
import { API_PREFIX } from '#contracts/ipc/proxied.ts';
import { parseJsonDown } from '#contracts/schema.ts';

/** What the server said; `offline` when it could not be asked. */
export type ServerAnswer<T> =
  | { ok: true; value: T }
  | { ok: false; offline: true }
  | { ok: false; offline: false; code: string };

export interface ServerRequest {
  method?: 'GET' | 'POST' | 'PUT';
  query?: Record<string, string>;
  body?: unknown;
  signal?: AbortSignal;
  /** Hears how many bytes have come; what can be long may also take long. */
  onBytes?: (bytes: number) => void;
}

export type Fetch = (input: string, init: RequestInit) => Promise<Response>;

const DEADLINE_MS = 20_000;
const LONG_DEADLINE_MS = 180_000;
/** What a proxy answers that did not reach the server. */
const UNREACHED: ReadonlySet<number> = new Set([502, 503, 504]);

/** Asks the server through the till's host; the answer is checked against its schema. */
export async function askServer<S extends TSchema>(
  path: string,
  schema: S,
  request: ServerRequest = {},
  fetch: Fetch = globalThis.fetch.bind(globalThis),
): Promise<ServerAnswer<Static<S>>> {
  const answer = await sendToServer(path, request, fetch);
  if (!answer.ok) return answer;
  const parsed = parseJsonDown(schema, answer.value);
  return parsed.ok ? { ok: true, value: parsed.value } : { ok: false, offline: false, code: 'body-invalid' };
}

/** The same for an answer that is text, as a CSV file is. */
export async function sendToServer(
  path: string,
  { method = 'GET', query, body, signal, onBytes }: ServerRequest,
  fetch: Fetch = globalThis.fetch.bind(globalThis),
): Promise<ServerAnswer<string>> {
  const search = query ? `?${new URLSearchParams(query)}` : '';
  const deadline = AbortSignal.timeout(onBytes ? LONG_DEADLINE_MS : DEADLINE_MS);
  try {
    const response = await fetch(`${API_PREFIX}${path}${search}`, {
      method,
      signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const text = onBytes ? await textOf(response, onBytes) : await response.text();
    if (response.ok) return { ok: true, value: text };
    if (UNREACHED.has(response.status)) return { ok: false, offline: true };
    const problem = parseJsonDown(Problem, text);
    return { ok: false, offline: false, code: problem.ok ? problem.value.code : 'internal' };
  } catch {
    return { ok: false, offline: true };
  }
}

async function textOf(response: Response, onBytes: (bytes: number) => void): Promise<string> {
  if (!response.body) return response.text();
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  let [text, bytes] = ['', 0];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    text += decoder.decode(value, { stream: true });
    onBytes(bytes);
  }
}
