import type { FastifyReply } from 'fastify';
import Type from 'typebox';
import { Id, Sha256 } from '#contracts/schema.ts';
import type { App } from '#sync-server/http/app.ts';
import { homePage, listPage, productPage } from './browse-pages.ts';
import { formIn, pageContext } from './page-context.ts';
import type { Site } from './site.ts';
import { sendTrouble } from './trouble.ts';
import { keepVisitor } from './visitor.ts';
import { fill, LANGUAGES } from './words.ts';

const PAGE = 24;
const hide = true;
const Cursor = Type.Optional(Type.String({ pattern: '^\\d{1,9}$' }));

/** Sends a page that was written. */
export function sendPage(reply: FastifyReply, page: string, status = 200): FastifyReply {
  return reply.code(status).type('text/html; charset=utf-8').send(page);
}

/** What is looked at: the first page, categories, search, products, pictures; and the language they are in. */
export function browseRoutes(scope: App, site: Site): void {
  scope.get('/', { schema: { hide } }, async (request, reply) => {
    const context = await pageContext(site, request);
    return sendPage(reply, homePage(context, await site.categories(), await site.chosen()));
  });

  const category = {
    hide,
    params: Type.Object({ categoryId: Id }),
    querystring: Type.Object({ cursor: Cursor }),
  };
  scope.get('/categories/:categoryId', { schema: category }, async (request, reply) => {
    const context = await pageContext(site, request);
    const { categoryId } = request.params;
    const { cursor = '0' } = request.query;
    const title = context.categoryNames.get(categoryId);
    if (title === undefined) return sendTrouble(site, request, reply, 404);
    const found = await site.omnitill.products({ categoryId, cursor, limit: PAGE });
    const here = `/shop/categories/${encodeURIComponent(categoryId)}`;
    const next = found.cursor === null ? null : `${here}?cursor=${found.cursor}`;
    const { products, total } = found;
    return sendPage(reply, listPage(context, { title, products, total, from: Number(cursor), next }));
  });

  const searched = {
    hide,
    querystring: Type.Object({ q: Type.Optional(Type.String({ maxLength: 100 })), cursor: Cursor }),
  };
  scope.get('/search', { schema: searched }, async (request, reply) => {
    const context = await pageContext(site, request);
    const { q = '', cursor = '0' } = request.query;
    const search = q.trim();
    const found = await site.omnitill.products({ search, cursor, limit: PAGE });
    const next =
      found.cursor === null ? null : `/shop/search?${new URLSearchParams({ q: search, cursor: found.cursor })}`;
    const title = fill(context.words.results, { search });
    const { products, total } = found;
    return sendPage(reply, listPage(context, { title, search, products, total, from: Number(cursor), next }));
  });

  const product = {
    hide,
    params: Type.Object({ variantId: Id }),
    querystring: Type.Object({ added: Type.Optional(Type.Literal('1')) }),
  };
  scope.get('/products/:variantId', { schema: product }, async (request, reply) => {
    const context = await pageContext(site, request);
    const found = (await site.products([request.params.variantId])).get(request.params.variantId);
    if (!found) return sendTrouble(site, request, reply, 404);
    return sendPage(reply, productPage(context, found, { isAdded: request.query.added === '1' }));
  });

  const picture = { hide, params: Type.Object({ hash: Sha256 }) };
  scope.get('/pictures/:hash', { schema: picture }, async (request, reply) => {
    const answer = await site.omnitill.picture(request.params.hash);
    const type = answer.headers.get('content-type') ?? '';
    if (!answer.ok || !/^image\/(png|jpeg|webp|gif|avif)$/.test(type)) return sendTrouble(site, request, reply, 404);
    reply.type(type).header('cache-control', 'public, max-age=31536000, immutable');
    return reply.send(Buffer.from(await answer.arrayBuffer()));
  });

  scope.post('/language', { schema: { hide } }, async (request, reply) => {
    const { to = '', back = '' } = formIn(request);
    const language = LANGUAGES.find((one) => one === to);
    const here = /^\/shop(?=$|[/?])[\x21-\x7e]*$/.test(back) ? back : '/shop';
    if (language) keepVisitor(site, request, reply, { language });
    return reply.redirect(here, 303);
  });
}
