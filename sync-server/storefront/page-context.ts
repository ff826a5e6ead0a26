import type { FastifyRequest } from 'fastify';
import type { PageContext } from './page.ts';
import type { Site } from './site.ts';
import { textsOf } from './texts.ts';
import { readVisitor } from './visitor.ts';
import { wordsOf } from './words.ts';

/** What the answer to a request is written with. */
export async function pageContext(site: Site, request: FastifyRequest): Promise<PageContext> {
  const visitor = readVisitor(site, request);
  const now = site.now();
  const [shop, categories] = await Promise.all([site.shop(), site.categories()]);
  const texts = textsOf(shop, visitor.language, now);
  return {
    ...{ shop, visitor, now, texts },
    words: wordsOf(visitor.language),
    categoryNames: new Map(categories.map((category) => [category.categoryId, texts.name(category)])),
    here: request.method === 'GET' ? request.url : '/shop',
  };
}

/** Fields of a form. */
export function formIn({ body }: FastifyRequest): Readonly<Record<string, string>> {
  if (typeof body !== 'object' || body === null) return {};
  return Object.fromEntries(
    Object.entries(body).filter((field): field is [string, string] => typeof field[1] === 'string'),
  );
}
