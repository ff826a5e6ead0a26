import type { Problem } from '#contracts/http/api.ts';
import { API_PREFIX, PROXIED } from '#contracts/ipc/host.ts';
import type { ServerApi } from './server-api.ts';

/** What of a window's request the server sees, and what of its answer the window. */
const REQUEST_HEADERS = ['accept', 'if-none-match', 'last-event-id'];
const ANSWER_HEADERS = ['content-type', 'etag', 'cache-control'];

/** Passes a window's request on in the register's name, when it is one of `PROXIED`; the answer streams. */
export async function proxyToServer(api: ServerApi | null, request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const path = pathname.startsWith(`${API_PREFIX}/`) ? pathname.slice(API_PREFIX.length) : '';
  if (!PROXIED.some((allowed) => allowed.method === request.method && allowed.path.test(path))) {
    return problem(404, 'not-found', 'This is not passed on to the server.');
  }
  if (!api) return problem(503, 'not-enrolled', 'This till is not enrolled.');
  try {
    const answer = await api.forward(path + search, pick(request.headers, REQUEST_HEADERS), request.signal);
    return new Response(answer.body, { status: answer.status, headers: pick(answer.headers, ANSWER_HEADERS) });
  } catch {
    return problem(502, 'internal', 'The server cannot be reached.');
  }
}

function pick(headers: Headers, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = headers.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
}

function problem(status: number, code: string, message: string): Response {
  return Response.json({ code, message } satisfies Problem, { status });
}
