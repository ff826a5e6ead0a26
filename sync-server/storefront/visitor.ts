import type { FastifyReply, FastifyRequest } from 'fastify';
import Type, { type Static, type TSchema } from 'typebox';
import { parseJson } from '#contracts/schema.ts';
import type { Site } from './site.ts';
import { LANGUAGES, type Language, languageOf } from './words.ts';

const strict = { additionalProperties: false };
const Short = Type.String({ maxLength: 200 });

/** What somebody means to buy: variants, each once, with so many of their smallest unit. */
export const Basket = Type.Array(
  Type.Tuple([Type.String({ maxLength: 64 }), Type.Integer({ minimum: 1, maximum: 100_000 })]),
  { maxItems: 30 },
);
export type Basket = Static<typeof Basket>;

/** An order that is to be paid: `ref` is what it will be called. */
export const Draft = Type.Object(
  {
    ref: Type.String({ pattern: '^[0-9A-Z]{20}$' }),
    storeId: Type.Optional(Short),
    address: Type.Optional(
      Type.Object({ lines: Type.Array(Short, { minItems: 1 }), postalCode: Short, city: Short }, strict),
    ),
    name: Short,
    email: Short,
    phone: Type.Optional(Short),
    note: Type.Optional(Short),
  },
  strict,
);
export type Draft = Static<typeof Draft>;

const Refs = Type.Array(Type.String({ pattern: '^[0-9A-Z]{20}$' }), { maxItems: 10 });
const DAYS_KEPT = 90;

/** What a browser keeps for the shop, signed so that nobody else writes it. */
export interface Visitor {
  language: Language;
  basket: Basket;
  draft: Draft | null;
  /** Orders that were placed in this browser, the newest first. */
  orders: string[];
}

export function readVisitor(site: Site, { headers }: FastifyRequest): Visitor {
  const cookies = cookiesIn(headers.cookie);
  const kept = <T extends TSchema>(name: string, schema: T) =>
    unsealed(site, name, schema, cookies.get(`shop-${name}`));
  const chosen = LANGUAGES.find((one) => one === cookies.get('shop-language'));
  return {
    language: chosen ?? languageOf(headers['accept-language']),
    basket: kept('basket', Basket) ?? [],
    draft: kept('draft', Draft) ?? null,
    orders: kept('orders', Refs) ?? [],
  };
}

/** Has the browser keep what changed. */
export function keepVisitor(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
  changed: Partial<Visitor>,
): FastifyReply {
  const { language, ...sealed } = changed;
  const rules = `Path=/shop; Max-Age=${DAYS_KEPT * 86_400}; HttpOnly; SameSite=Lax${request.protocol === 'https' ? '; Secure' : ''}`;
  if (language !== undefined) reply.header('set-cookie', `shop-language=${language}; ${rules}`);
  for (const [name, value] of Object.entries(sealed)) {
    const text = Buffer.from(JSON.stringify(value)).toString('base64url');
    reply.header('set-cookie', `shop-${name}=${text}.${site.sign(`${name}\n${text}`)}; ${rules}`);
  }
  return reply;
}

function unsealed<T extends TSchema>(site: Site, name: string, schema: T, cookie = ''): Static<T> | undefined {
  const [text = '', signature = ''] = cookie.split('.');
  if (!site.isSigned(`${name}\n${text}`, signature)) return undefined;
  const parsed = parseJson(schema, Buffer.from(text, 'base64url').toString('utf8'));
  return parsed.ok ? parsed.value : undefined;
}

function cookiesIn(header = ''): Map<string, string> {
  return new Map(
    header.split(';').flatMap((cookie): [string, string][] => {
      const at = cookie.indexOf('=');
      return at < 0 ? [] : [[cookie.slice(0, at).trim(), cookie.slice(at + 1).trim()]];
    }),
  );
}
