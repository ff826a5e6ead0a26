import type { FastifyReply } from 'fastify';
import Type from 'typebox';
import { Problem } from '#contracts/http/api.ts';
import { PICTURE_CACHING, PictureAnswer, PictureUpload } from '#contracts/http/pictures.ts';
import type { PictureType } from '#contracts/picture/picture-header.ts';
import { Sha256 } from '#contracts/schema.ts';
import { keepPicture } from '#sync-server/commands/keep-picture.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { App } from '#sync-server/http/app.ts';
import { registerOf, requireRegister } from '#sync-server/http/authenticate.ts';
import { Refusal } from '#sync-server/http/problem.ts';
import { operatorOf, requirePermission } from '#sync-server/http/require-operator.ts';

/** Pictures of products: kept for whoever changes the catalogue, shown to every register. */
export function picturesRoute(app: App, context: ServerContext): void {
  const { db, now } = context;
  const upload = {
    summary: 'Keeps a picture and its thumbnail; the same again changes nothing',
    body: PictureUpload,
    response: { 200: PictureAnswer, '4xx': Problem },
    security: [{ register: [] }],
  };
  const mayUpload = [requireRegister(context), requirePermission(context, 'catalogue')];
  app.post('/pictures', { schema: upload, onRequest: mayUpload }, async (request) => {
    const source = { operatorId: operatorOf(request), registerId: registerOf(request).registerId };
    const kept = await keepPicture(db, request.body, source, now());
    if (!kept.ok) throw new Refusal(kept.code === 'picture-quota' ? 429 : 400, kept.code, kept.message);
    return { hash: kept.hash };
  });

  const params = Type.Object({ hash: Sha256 }, { additionalProperties: false });
  const shown = (summary: string) => ({ summary, params, security: [{ register: [] }] });
  const onRequest = requireRegister(context);
  app.get('/pictures/:hash', { schema: shown('A picture'), onRequest }, async ({ params: { hash } }, reply) => {
    const columns = ['type', 'bytes'] as const;
    const row = await db.selectFrom('picture').select(columns).where('hash', '=', hash).executeTakeFirst();
    return send(reply, row?.type, row?.bytes);
  });
  const small = shown('The thumbnail of a picture');
  app.get('/pictures/:hash/thumbnail', { schema: small, onRequest }, async ({ params: { hash } }, reply) => {
    const columns = ['thumbnail_type', 'thumbnail'] as const;
    const row = await db.selectFrom('picture').select(columns).where('hash', '=', hash).executeTakeFirst();
    return send(reply, row?.thumbnail_type, row?.thumbnail);
  });
}

/** The type is what the bytes were found to be when they were kept; a browser is told to believe nothing else. */
function send(reply: FastifyReply, type: PictureType | undefined, bytes: Uint8Array | undefined): FastifyReply {
  if (!type || !bytes) throw new Refusal(404, 'not-found', 'there is no such picture');
  return reply
    .header('content-type', type)
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cache-control', PICTURE_CACHING)
    .send(Buffer.from(bytes));
}
