import Type, { type Static } from 'typebox';
import { ExceptionRow, Problem } from '#contracts/http/api.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { App } from '#sync-server/http/app.ts';
import { requireAdministrator } from '#sync-server/http/authenticate.ts';

const ROWS_MAX = 500;

const Query = Type.Object(
  { status: Type.Optional(Type.Union([Type.Literal('open'), Type.Literal('resolved')])) },
  { additionalProperties: false },
);

/** The newest 500 exceptions, newest first. */
export function exceptionsRoute(app: App, context: ServerContext): void {
  const schema = {
    summary: 'What booked and a person must look at',
    querystring: Query,
    response: { 200: Type.Array(ExceptionRow), '4xx': Problem },
    security: [{ administrator: [] }],
  };
  app.get('/exceptions', { schema, onRequest: requireAdministrator(context) }, async ({ query: { status } }) => {
    const rows = await context.db
      .selectFrom('exception')
      .selectAll()
      .$if(status !== undefined, (select) => select.where('status', '=', status ?? 'open'))
      .orderBy('opened_at', 'desc')
      .orderBy('exception_id')
      .limit(ROWS_MAX)
      .execute();
    return rows.map(
      (row): Static<typeof ExceptionRow> => ({
        exceptionId: row.exception_id,
        code: row.code,
        storeId: row.store_id,
        openedAt: row.opened_at.toISOString(),
        status: row.status,
        amount: row.amount,
        journalId: row.journal_id,
        seq: row.seq,
        detail: row.detail,
      }),
    );
  });
}
