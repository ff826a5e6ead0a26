import { isIP } from 'node:net';
import { hostname } from 'node:os';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ServerContext } from '#sync-server/context.ts';
import type { App } from '#sync-server/http/app.ts';
import { Refusal } from '#sync-server/http/problem.ts';

/** What a browser asks for by itself: the window, and what its page does. */
const OF_BROWSERS = /^\/($|\?|assets\/|api\/|device\/)/;
/** Misdirected Request (RFC 9110, 15.5.20). */
const MISDIRECTED = 421;

/**
 * Refuses browsers that came by a name that is not the server's. A page of another site may have its name point here (DNS
 * rebinding), and its browser then takes it for the server's own. An address is no name; tills say whom they mean by their token.
 */
export function refuseUnknownHosts(app: App, context: ServerContext): void {
  app.addHook('onRequest', async (request, reply) => {
    const { host = '', origin } = request.headers;
    if (origin === undefined && !OF_BROWSERS.test(request.originalUrl)) return;
    const name = nameIn(host);
    if (name !== null && isOwnName(context, name)) return;
    if (wantsPage(request)) return sendPage(reply, name ?? '');
    throw new Refusal(MISDIRECTED, 'host-unknown', `this server is not known as ${name}`);
  });
}

/** A Host header's name, in small letters and without port, brackets and final dot; null where it holds none. */
export function nameIn(host: string): string | null {
  if (!URL.canParse(`http://${host}/`)) return null;
  const { hostname: name, host: read, username, pathname } = new URL(`http://${host}/`);
  if (read === '' || username !== '' || pathname !== '/') return null;
  return name.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
}

function isOwnName({ publicUrl, names = [] }: Pick<ServerContext, 'publicUrl' | 'names'>, name: string): boolean {
  if (isIP(name) !== 0 || name === 'localhost' || name.endsWith('.localhost')) return true;
  const machine = hostname().toLowerCase();
  const [first = machine] = machine.split('.');
  if (name === machine || name === first || name === `${first}.local`) return true;
  if (publicUrl !== undefined && name === new URL(publicUrl).hostname) return true;
  return names.some((one) => one.toLowerCase() === name);
}

function wantsPage({ method, originalUrl }: FastifyRequest): boolean {
  return method === 'GET' && /^\/($|\?)/.test(originalUrl);
}

function sendPage(reply: FastifyReply, name: string): FastifyReply {
  // A name that was parsed holds nothing that HTML would take for its own.
  const page = `<!doctype html><html><head><meta charset="utf-8"><title>Omnitill</title></head><body>
<h1>This server is not known as ${name}</h1>
<p>Open it by its address, or start it with <code>--names ${name}</code>.</p>
<h1 lang="zh-CN">此服务器不使用名称 ${name}</h1>
<p lang="zh-CN">请用它的 IP 地址打开，或以 <code>--names ${name}</code> 启动服务器。</p>
</body></html>`;
  return reply.code(MISDIRECTED).type('text/html; charset=utf-8').header('cache-control', 'no-store').send(page);
}
