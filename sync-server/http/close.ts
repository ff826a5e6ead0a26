import { Problem } from '#contracts/http/api.ts';
import { DayBook, DayCloseRequest, SessionCloseRequest, SessionRow } from '#contracts/http/reports.ts';
import { closeDay } from '#sync-server/commands/close-day.ts';
import { closeSession } from '#sync-server/commands/close-session.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { App } from '#sync-server/http/app.ts';
import { registerOf, requireRegister } from '#sync-server/http/authenticate.ts';
import { Refusal } from '#sync-server/http/problem.ts';
import { operatorOf, requirePermission } from '#sync-server/http/require-operator.ts';
import { readDayBook } from '#sync-server/views/day-book.ts';
import { readSessions } from '#sync-server/views/session-list.ts';

export function closeDayRoute(app: App, context: ServerContext): void {
  const schema = {
    summary: 'Closes the store’s day, or adds what came late as its next supplement',
    body: DayCloseRequest,
    response: { 200: DayBook, '4xx': Problem },
    security: [{ register: [] }],
  };
  const onRequest = [requireRegister(context), requirePermission(context, 'day-close')];
  app.post('/days/close', { schema, onRequest }, async (request) => {
    const { storeId } = registerOf(request);
    const { businessDate } = request.body;
    await closeDay(context, { storeId, businessDate, operatorId: operatorOf(request) });
    const book = await readDayBook(context.db, storeId, businessDate);
    if (!book) throw new Refusal(404, 'not-found', `there is no store ${storeId}`);
    return book;
  });
}

export function closeSessionRoute(app: App, context: ServerContext): void {
  const schema = {
    summary: 'Closes the session of a register that is lost; nothing was counted',
    body: SessionCloseRequest,
    response: { 200: SessionRow, '4xx': Problem },
    security: [{ register: [] }],
  };
  const onRequest = [requireRegister(context), requirePermission(context, 'session-share')];
  app.post('/sessions/close', { schema, onRequest }, async (request) => {
    const { storeId } = registerOf(request);
    const { sessionId } = request.body;
    const result = await closeSession(context, { storeId, sessionId, operatorId: operatorOf(request) });
    const [row] = result.ok ? await readSessions(context.db, storeId, { sessionId }) : [];
    if (row) return row;
    const code = result.ok ? 'not-found' : result.code;
    throw new Refusal(code === 'not-found' ? 404 : 409, code, `session ${sessionId} cannot be closed`);
  });
}
