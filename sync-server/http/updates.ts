import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import Type from 'typebox';
import { Problem } from '#contracts/http/api.ts';
import { FleetDone, RolloutAnswer, RolloutChange, UpdateNow } from '#contracts/http/fleet.ts';
import { askUpdate, changeRollout } from '#sync-server/commands/change-rollout.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { readRelease } from '#sync-server/fleet/read-release.ts';
import type { App } from '#sync-server/http/app.ts';
import { requireRegister } from '#sync-server/http/authenticate.ts';
import { Refusal } from '#sync-server/http/problem.ts';
import { operatorOf, requirePermission } from '#sync-server/http/require-operator.ts';

const security = [{ register: [] }];

/** The release's files, as electron-updater's generic provider asks for them, for registers alone; and who is offered it. */
export function updatesRoute(app: App, context: ServerContext): void {
  const file = {
    summary: 'A file of the release',
    params: Type.Object({ file: Type.String({ maxLength: 220 }) }),
    security,
  };
  app.get('/updates/:file', { schema: file, onRequest: requireRegister(context) }, async (request, reply) => {
    const { files } = await readRelease(context);
    const path = join(context.updatesDir, request.params.file);
    const found = files.has(request.params.file) ? await stat(path).catch(() => null) : null;
    if (!found?.isFile()) throw new Refusal(404, 'not-found', 'the release has no such file');
    reply.header('accept-ranges', 'bytes').header('cache-control', 'no-store').type('application/octet-stream');
    const range = rangeOf(request.headers.range, found.size);
    if (range === 'none') {
      reply.code(416).header('content-range', `bytes */${found.size}`);
      return reply.send('');
    }
    if (range === 'all') return reply.header('content-length', found.size).send(createReadStream(path));
    const { start, end } = range;
    reply.code(206).header('content-length', end - start + 1);
    reply.header('content-range', `bytes ${start}-${end}/${found.size}`);
    return reply.send(createReadStream(path, range));
  });
  const onRequest = [requireRegister(context), requirePermission(context, 'settings')];
  const rollout = {
    summary: 'Offers the release to stores, or stops offering it',
    body: RolloutChange,
    response: { 200: RolloutAnswer, '4xx': Problem },
    security,
  };
  app.put('/updates/rollout', { schema: rollout, onRequest }, (request) =>
    changeRollout(context, request.body, operatorOf(request)),
  );
  const now = {
    summary: 'Asks one register to install the release as soon as it can',
    body: UpdateNow,
    response: { 200: FleetDone, '4xx': Problem },
    security,
  };
  app.post('/updates/now', { schema: now, onRequest }, (request) =>
    askUpdate(context, request.body, operatorOf(request)),
  );
}

/** One range of bytes (RFC 9110, section 14.1.2), ends included. Several at once are answered with all of it, which is allowed. */
function rangeOf(header: string | undefined, size: number): { start: number; end: number } | 'all' | 'none' {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return 'all';
  const [, first = '', last = ''] = match;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return start > end ? 'none' : { start, end };
}
