import Type, { type TSchema } from 'typebox';
import { Problem } from '#contracts/http/api.ts';
import { SaleStopAnswer, SaleStopList, SaleStopRequest, SoldAnswer } from '#contracts/http/sale-stops.ts';
import { Uuid } from '#contracts/schema.ts';
import { liftSaleStop, publishSaleStop, type SaleStopChanged } from '#sync-server/commands/publish-sale-stop.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { App } from '#sync-server/http/app.ts';
import { requireRegister } from '#sync-server/http/authenticate.ts';
import { Refusal } from '#sync-server/http/problem.ts';
import { operatorOf, requirePermission } from '#sync-server/http/require-operator.ts';
import { readSaleStopRows, readSold } from '#sync-server/views/sale-stop-list.ts';
import { soldCsv } from '#sync-server/views/sold-csv.ts';

const Which = Type.Object({ stopId: Uuid }, { additionalProperties: false });
const SHOWN = 500;
const IN_FILE = 100_000;

/** What is not to be sold in the whole chain, and what of it was. */
export function saleStopsRoute(app: App, context: ServerContext): void {
  const { db } = context;
  const onRequest = [requireRegister(context), requirePermission(context, 'catalogue')];
  const answers = <A extends TSchema>(summary: string, answer: A) => {
    return { summary, response: { 200: answer, '4xx': Problem }, security: [{ register: [] }] };
  };

  app.get('/sale-stops', { schema: answers('Stops and recalls', SaleStopList), onRequest }, async () => {
    return { stops: await readSaleStopRows(db) };
  });
  const stop = { ...answers('Stops or recalls a product', SaleStopAnswer), body: SaleStopRequest };
  app.post('/sale-stops', { schema: stop, onRequest }, async (request) =>
    changed(await publishSaleStop(context, request.body, operatorOf(request) ?? '')),
  );
  const lift = { ...answers('Lifts a stop', SaleStopAnswer), params: Which };
  app.post('/sale-stops/:stopId/lift', { schema: lift, onRequest }, async (request) =>
    changed(await liftSaleStop(context, request.params.stopId, operatorOf(request) ?? '')),
  );
  const mustRead = async (stopId: string, limit: number) => {
    const answer = await readSold(db, stopId, limit);
    if (!answer) throw new Refusal(404, 'not-found', `there is no stop ${stopId}`);
    return answer;
  };
  const sold = { ...answers('What was sold of it', SoldAnswer), params: Which };
  app.get('/sale-stops/:stopId/sold', { schema: sold, onRequest }, (request) => mustRead(request.params.stopId, SHOWN));
  const file = { ...answers('What was sold of it, as CSV', Type.String()), params: Which };
  app.get('/sale-stops/:stopId/sold.csv', { schema: file, onRequest }, async (request, reply) => {
    const answer = await mustRead(request.params.stopId, IN_FILE);
    return reply
      .serializer((text: string) => text)
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="sold-${answer.row.stop.stopId}.csv"`)
      .send(soldCsv(answer));
  });
}

function changed(result: SaleStopChanged) {
  if (result.ok) return { stop: result.stop };
  throw new Refusal(result.code === 'not-found' ? 404 : 409, result.code, 'the stop is not as it was asked for');
}
