import { Problem } from '#contracts/http/api.ts';
import { ProgramAnswer, ProgramChange, ProgramRow } from '#contracts/http/member-program.ts';
import { changeProgram } from '#sync-server/commands/change-program.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { readProgram } from '#sync-server/db/read-program.ts';
import type { App } from '#sync-server/http/app.ts';
import { requireRegister } from '#sync-server/http/authenticate.ts';
import { operatorOf, requirePermission } from '#sync-server/http/require-operator.ts';

/** What membership is in the chain: purposes of consent, points and tiers. */
export function memberProgramRoute(app: App, context: ServerContext): void {
  const onRequest = [requireRegister(context), requirePermission(context, 'settings')];
  const security = [{ register: [] }];
  const read = { summary: 'What membership is', response: { 200: ProgramRow, '4xx': Problem }, security };
  app.get('/member-program', { schema: read, onRequest }, () => readProgram(context.db));
  const change = {
    summary: 'Changes what membership is',
    body: ProgramChange,
    response: { 200: ProgramAnswer, '4xx': Problem },
    security,
  };
  app.put('/member-program', { schema: change, onRequest }, (request) =>
    changeProgram(context, request.body, operatorOf(request)),
  );
}
