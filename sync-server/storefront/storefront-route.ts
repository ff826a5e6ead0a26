import { readFileSync } from 'node:fs';
import type { FastifyReply } from 'fastify';
import type { ServerContext } from '#sync-server/context.ts';
import type { App } from '#sync-server/http/app.ts';
import { mustBeOwnPage } from '#sync-server/http/device-door.ts';
import { browseRoutes } from './browse-routes.ts';
import { buyRoutes } from './buy-routes.ts';
import { orderRoutes } from './order-routes.ts';
import { openSite } from './site.ts';
import { answerTrouble } from './trouble.ts';

/** Pages load what is the shop's own and nothing else. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/**
 * The storefront under `/shop`, where one is switched on: pages for customers that sell through the channel whose key it has. They reach
 * the channel by its HTTP API at this server's own address, as a site on another machine would.
 */
export function storefrontRoute(app: App, context: ServerContext): void {
  const { storefront, now, random } = context;
  if (!storefront) return;
  const site = openSite({ url: () => ownUrl(app), key: storefront.key, now, random });
  app.register(
    async (plugin) => {
      const scope = plugin as App;
      scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
        done(null, Object.fromEntries(new URLSearchParams(String(body))));
      });
      scope.addHook('onRequest', async (request, reply) => {
        reply.header('content-security-policy', POLICY).header('referrer-policy', 'same-origin');
        reply.header('cache-control', 'no-store');
        if (request.method === 'POST') mustBeOwnPage(context, request);
      });
      answerTrouble(scope, site);
      assetRoutes(scope);
      browseRoutes(scope, site);
      buyRoutes(scope, site);
      orderRoutes(scope, site);
    },
    { prefix: '/shop' },
  );
}

const ASSETS = [
  ['shop.css', 'text/css; charset=utf-8'],
  ['shop.js', 'text/javascript; charset=utf-8'],
  ['icon.svg', 'image/svg+xml'],
] as const;

function assetRoutes(scope: App): void {
  for (const [name, type] of ASSETS) {
    const bytes = readFileSync(new URL(`./assets/${name}`, import.meta.url));
    scope.get(`/assets/${name}`, { schema: { hide: true } }, (_request, reply: FastifyReply) =>
      reply.type(type).header('cache-control', 'public, max-age=300').send(bytes),
    );
  }
}

/** Where this server answers on the machine itself. */
function ownUrl(app: App): string {
  const [at] = app.addresses();
  if (at === undefined || typeof at === 'string') throw new Error('the server does not listen yet');
  const own: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };
  const address = own[at.address] ?? at.address;
  return `http://${address.includes(':') ? `[${address}]` : address}:${at.port}`;
}
