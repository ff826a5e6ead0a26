import type { FastifyReply, FastifyRequest } from 'fastify';
import { ChannelError, type Shop } from '#sync-server/channels/client/omnitill-channel.ts';
import type { App } from '#sync-server/http/app.ts';
import { html } from './html.ts';
import { pageOf } from './page.ts';
import type { Site } from './site.ts';
import { textsOf } from './texts.ts';
import { readVisitor } from './visitor.ts';
import { wordsOf } from './words.ts';
import type { Words } from './words-en.ts';

/** What a page is headed with while the shop cannot be asked. */
const UNKNOWN: Shop = {
  ...{ channelId: '', name: 'Omnitill', language: 'en', timeZone: 'UTC', pricesIncludeTax: true },
  ...{ readyWithinHours: 1, keptDays: 1, stores: [], currency: { code: 'XXX', digits: 2 } },
};

/** Answers what goes wrong with a page that says so. */
export function answerTrouble(scope: App, site: Site): void {
  scope.setErrorHandler(async (error, request, reply) => {
    const status = statusOf(error);
    if (status >= 500) request.log.error(error);
    return sendTrouble(site, request, reply, status);
  });
  scope.setNotFoundHandler((request, reply) => sendTrouble(site, request, reply, 404));
}

/** A page in words for an HTTP status. */
export async function sendTrouble(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
): Promise<FastifyReply> {
  const visitor = readVisitor(site, request);
  const words = wordsOf(visitor.language);
  const shop = await site.shop().catch(() => UNKNOWN);
  const now = site.now();
  const context = { shop, words, visitor, now, here: '/shop', categoryNames: new Map<string, string>() };
  const [title, text] = saying(words, status);
  const main = html`<div class="wide narrow"><h1>${title}</h1><p>${text}</p><p><a class="button" href="/shop">${words.toHome}</a></p></div>`;
  const page = pageOf({ ...context, texts: textsOf(shop, visitor.language, now) }, title, main);
  return reply.code(status).type('text/html; charset=utf-8').send(page);
}

function saying(words: Words, status: number): [string, string] {
  if (status === 404) return [words.notFoundTitle, words.notFoundText];
  if (status === 429) return [words.busyTitle, words.wrongText];
  return status >= 500 ? [words.brokenTitle, words.brokenText] : [words.wrongTitle, words.wrongText];
}

/** What the API refused to the shop is the shop's trouble, not its visitor's, unless there is nothing there. */
function statusOf(error: unknown): number {
  if (error instanceof ChannelError) return error.status === 404 || error.status === 429 ? error.status : 503;
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : Number.NaN;
  return status >= 400 && status < 500 ? status : 503;
}
