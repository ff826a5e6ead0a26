import type { Problem } from '#contracts/http/api.ts';
import { PICTURE_PATH } from '#contracts/http/pictures.ts';
import { API_PREFIX, PROXIED } from '#contracts/ipc/proxied.ts';
import type { AnnouncementRelay } from './announcement-relay.ts';
import type { ViewsHeard } from './fleet/views-heard.ts';
import type { LookedUp } from './looked-up.ts';
import type { Operators } from './operator/operators.ts';
import type { PictureCache } from './pictures/picture-cache.ts';
import type { ServerApi } from './server-api.ts';

/** What of a window's request the server sees, and what of its answer the window. */
const REQUEST_HEADERS = ['accept', 'content-type', 'if-none-match', 'last-event-id'];
const ANSWER_HEADERS = ['content-type', 'content-disposition', 'etag', 'cache-control'];
/** Names who asks, for what not every operator may: the register vouches for it. */
const OPERATOR_HEADER = 'x-omnitill-operator';
const BODY_BYTES_MAX = 1_000_000;
const PICTURE_MS = 15_000;
const LOOKED_UP = /^\/orders\/[^/]+$/;
const VIEWS = /^\/feeds\//;
/** What a till needs before anybody signs in: its views, and the pictures in them. Everything else is asked for by a person. */
const UNSIGNED = /^\/(feeds|pictures)\//;

/** What a window reaches of the server; null while the register is not enrolled. */
export type Upstream = {
  api: Pick<ServerApi, 'forward'>;
  announcements: Pick<AnnouncementRelay, 'open'>;
  operators: Pick<Operators, 'signedIn'>;
  lookedUp: Pick<LookedUp, 'heard'>;
  views: Pick<ViewsHeard, 'answered' | 'lost'>;
  pictures: PictureCache;
} | null;

/** Answers a window's request when it is one of `PROXIED`: in the register's name by the server, announcements from the till's own stream. */
export async function proxyToServer(upstream: Upstream, request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const path = pathname.startsWith(`${API_PREFIX}/`) ? pathname.slice(API_PREFIX.length) : '';
  if (!PROXIED.some((allowed) => allowed.method === request.method && allowed.path.test(path))) {
    return problem(404, 'not-found', 'This is not passed on to the server.');
  }
  if (!upstream) return problem(503, 'not-enrolled', 'This till is not enrolled.');
  if (path === '/events') return announce(upstream.announcements.open());
  const operatorId = upstream.operators.signedIn()?.operatorId;
  if (operatorId === undefined && !UNSIGNED.test(path)) {
    return problem(401, 'not-signed-in', 'Nobody is signed in at this till.');
  }
  const headers = {
    ...pick(request.headers, REQUEST_HEADERS),
    ...(operatorId === undefined ? {} : { [OPERATOR_HEADER]: encodeURI(operatorId) }),
  };
  const sent = request.method === 'GET' ? undefined : { method: request.method, body: await request.bytes() };
  if (sent && sent.body.length > BODY_BYTES_MAX) return problem(413, 'body-invalid', 'This is too long.');
  try {
    if (PICTURE_PATH.test(path)) {
      // Others may wait for the same answer, so that it does not end with whoever asked first.
      const ask = () => upstream.api.forward(path, headers, AbortSignal.timeout(PICTURE_MS));
      return await upstream.pictures.answer(path, ask);
    }
    const answer = await upstream.api.forward(path + search, headers, request.signal, sent);
    if (VIEWS.test(path)) upstream.views.answered(answer.status);
    if (answer.ok && LOOKED_UP.test(path)) upstream.lookedUp.heard(await answer.clone().json());
    return new Response(answer.body, { status: answer.status, headers: pick(answer.headers, ANSWER_HEADERS) });
  } catch {
    if (VIEWS.test(path) && !request.signal.aborted) upstream.views.lost();
    return unreachable();
  }
}

function announce(stream: ReadableStream<Uint8Array> | null): Response {
  if (!stream) return unreachable();
  return new Response(stream, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' } });
}

function unreachable(): Response {
  return problem(502, 'internal', 'The server cannot be reached.');
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
