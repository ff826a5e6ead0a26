import type { IncomingMessage } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { API_PREFIX, PROXIED } from '#contracts/ipc/proxied.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { type Device, findDevice } from '#sync-server/devices/find-device.ts';
import { Refusal } from '#sync-server/http/problem.ts';

/** The cookie that names a device: of this host alone, for no script, for no other site. */
const COOKIE = 'omnitill-device';
const COOKIE_SECONDS = 400 * 86_400;
/** What a device needs before anybody signs in: its views, and the pictures in them. Everything else is asked for by a person. */
const UNSIGNED = /^\/(feeds\/|pictures\/|events$)/;

/**
 * Where a request goes: what a device's window asks for under `API_PREFIX` goes to the routes of registers, as far as a window may
 * reach them; `requireRegister` then lets it in as its device. Everything else goes where it says.
 */
export function routeOf({ method, url = '/' }: Pick<IncomingMessage, 'method' | 'url'>): string {
  if (!url.startsWith(`${API_PREFIX}/`)) return url;
  const route = url.slice(API_PREFIX.length);
  const path = route.replace(/[?#].*$/s, '');
  return PROXIED.some((allowed) => allowed.method === method && allowed.path.test(path)) ? route : url;
}

/** Whether a request came by `API_PREFIX`, as a device's window asks. */
export function isByDevice({ raw, originalUrl }: FastifyRequest): boolean {
  return raw.url !== originalUrl;
}

/** The device whose window asks, for a route of registers: signed in, but for its views. */
export async function deviceAtRoute(context: ServerContext, request: FastifyRequest): Promise<Device> {
  const device = await mustBeDevice(context, request);
  if (device.operatorId === null && !UNSIGNED.test(request.url.replace(/[?#].*$/s, ''))) {
    throw new Refusal(401, 'not-signed-in', 'nobody is signed in on this device');
  }
  return device;
}

/** The device whose own page asks. A revoked one is told so. */
export async function mustBeDevice(context: ServerContext, request: FastifyRequest): Promise<Device> {
  const device = await deviceOf(context, request);
  if (!device) throw new Refusal(401, 'unauthorised', 'this browser is no device of a store');
  if (device.revoked) throw new Refusal(403, 'revoked', 'this device was revoked');
  return device;
}

/** The same of any browser, revoked or never admitted; only its own page may ask. */
export async function deviceOf(context: ServerContext, request: FastifyRequest): Promise<Device | undefined> {
  mustBeOwnPage(context, request);
  const token = tokenIn(request.headers.cookie);
  return token === undefined ? undefined : findDevice(context, token);
}

/**
 * Refuses what another page asks, as one on another port of this host, to which cookies are no boundary: the browser says which
 * page asks with everything that changes something (Fetch, 3.2: the `Origin` header), and, over HTTPS and on this machine, with
 * everything (Fetch Metadata: `Sec-Fetch-Site`).
 */
export function mustBeOwnPage({ publicUrl }: Pick<ServerContext, 'publicUrl'>, request: FastifyRequest): void {
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  const isOwn = origin === undefined ? isRead : isOrigin(origin, host, publicUrl);
  if (isOwn && (site === undefined || site === 'same-origin')) return;
  throw new Refusal(403, 'unauthorised', 'another page may not use this device');
}

function isOrigin(origin: string, host: string | undefined, publicUrl: string | undefined): boolean {
  if (!URL.canParse(origin)) return false;
  const asked = new URL(origin);
  return publicUrl === undefined ? asked.host === host : asked.origin === new URL(publicUrl).origin;
}

/** Gives the browser its cookie; over HTTPS it travels over nothing else. */
export function setDevice(
  { publicUrl }: ServerContext,
  request: FastifyRequest,
  reply: FastifyReply,
  token: string,
): void {
  const isSecure = request.protocol === 'https' || publicUrl?.startsWith('https:') === true;
  const rules = ['Path=/', `Max-Age=${COOKIE_SECONDS}`, 'HttpOnly', 'SameSite=Strict', ...(isSecure ? ['Secure'] : [])];
  reply.header('set-cookie', `${COOKIE}=${token}; ${rules.join('; ')}`);
}

function tokenIn(cookies = ''): string | undefined {
  for (const cookie of cookies.split(';')) {
    const [name, value] = cookie.trim().split('=');
    if (name === COOKIE && value) return value;
  }
  return undefined;
}
