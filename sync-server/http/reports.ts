import Type, { type TSchema } from 'typebox';
import { Problem } from '#contracts/http/api.ts';
import { AuditList, DayBook, FixList, LossPrevention, SessionList } from '#contracts/http/reports.ts';
import { BusinessDate } from '#contracts/schema.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { App } from '#sync-server/http/app.ts';
import { registerOf, requireRegister } from '#sync-server/http/authenticate.ts';
import { Refusal } from '#sync-server/http/problem.ts';
import { requirePermission } from '#sync-server/http/require-operator.ts';
import { readAudit } from '#sync-server/views/audit-list.ts';
import { readDayBook } from '#sync-server/views/day-book.ts';
import { dayBookCsv } from '#sync-server/views/day-book-csv.ts';
import { readFixList } from '#sync-server/views/fix-list.ts';
import { readLossPrevention } from '#sync-server/views/loss-prevention.ts';
import { readSessions } from '#sync-server/views/session-list.ts';

const strict = { additionalProperties: false };
const Day = Type.Object({ businessDate: BusinessDate }, strict);
const FromTo = Type.Object({ from: BusinessDate, to: BusinessDate }, strict);

/** Reports of the register's store, for operators who may see them. */
export function reportsRoute(app: App, context: ServerContext): void {
  const { db } = context;
  const onRequest = [requireRegister(context), requirePermission(context, 'reports')];
  const schemaOf = <Q extends TSchema, A extends TSchema>(summary: string, querystring: Q, answer: A) => {
    return { summary, querystring, response: { 200: answer, '4xx': Problem }, security: [{ register: [] }] };
  };
  const sessions = schemaOf('Sessions of a day', Day, SessionList);
  app.get('/reports/sessions', { schema: sessions, onRequest }, async (request) => ({
    sessions: await readSessions(db, registerOf(request).storeId, request.query),
  }));
  const dayBook = schemaOf('The store’s day, as far as the server has heard', Day, DayBook);
  app.get('/reports/day-book', { schema: dayBook, onRequest }, (request) =>
    mustRead(context, registerOf(request).storeId, request.query.businessDate),
  );
  const losses = schemaOf('What operators did, beside their peers', FromTo, LossPrevention);
  app.get('/reports/loss-prevention', { schema: losses, onRequest }, (request) =>
    readLossPrevention(db, registerOf(request).storeId, request.query),
  );
  const audit = schemaOf('Decisions, refusals and what else a manager looks through', FromTo, AuditList);
  app.get('/reports/audit', { schema: audit, onRequest }, (request) =>
    readAudit(db, registerOf(request).storeId, request.query),
  );
  const fixes = schemaOf('Barcodes that no product has', Type.Object({}, strict), FixList);
  app.get('/reports/fix-list', { schema: fixes, onRequest }, (request) => readFixList(db, registerOf(request).storeId));
}

/** The day book as a file for spreadsheets. */
export function dayBookCsvRoute(app: App, context: ServerContext): void {
  const schema = {
    summary: 'The store’s day as CSV',
    querystring: Day,
    response: { 200: Type.String(), '4xx': Problem },
    security: [{ register: [] }],
  };
  const onRequest = [requireRegister(context), requirePermission(context, 'reports')];
  app.get('/reports/day-book.csv', { schema, onRequest }, async (request, reply) => {
    const { storeId } = registerOf(request);
    const { businessDate } = request.query;
    const book = await mustRead(context, storeId, businessDate);
    const store = await context.db
      .selectFrom('store')
      .select('settings')
      .where('store_id', '=', storeId)
      .executeTakeFirstOrThrow();
    return reply
      .serializer((text: string) => text)
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="day-book-${businessDate}.csv"`)
      .send(dayBookCsv(book, store.settings.currency.digits));
  });
}

async function mustRead({ db }: ServerContext, storeId: string, businessDate: string): Promise<DayBook> {
  const book = await readDayBook(db, storeId, businessDate);
  if (!book) throw new Refusal(404, 'not-found', `there is no store ${storeId}`);
  return book;
}
