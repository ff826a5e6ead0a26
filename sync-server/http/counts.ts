import type { FastifyRequest } from 'fastify';
import Type, { type TSchema } from 'typebox';
import { Problem } from '#contracts/http/api.ts';
import {
  CountAnswer,
  CountApproval,
  CountApproved,
  CountClose,
  CountList,
  CountRequest,
  CountReviewAnswer,
  DueAnswer,
  RecountRequest,
  ShrinkageQuery,
  ShrinkageReport,
} from '#contracts/http/counts.ts';
import { Uuid } from '#contracts/schema.ts';
import type { Permission } from '#domain/operator/permission.ts';
import { businessDateAt } from '#domain/session/business-date.ts';
import { bookCount } from '#sync-server/commands/approve-count.ts';
import { closeCount, recount } from '#sync-server/commands/change-count.ts';
import { type CountChanged, planCount } from '#sync-server/commands/plan-count.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { readCountPlaces, readCountRows } from '#sync-server/db/read-counts.ts';
import type { App } from '#sync-server/http/app.ts';
import { registerOf, requireRegister } from '#sync-server/http/authenticate.ts';
import { Refusal } from '#sync-server/http/problem.ts';
import { operatorOf, requirePermission } from '#sync-server/http/require-operator.ts';
import { readCountDue } from '#sync-server/views/count-due-list.ts';
import { readCountReview } from '#sync-server/views/count-review.ts';
import { readShrinkage } from '#sync-server/views/shrinkage-report.ts';

const strict = { additionalProperties: false };
const Which = Type.Object({ countId: Uuid }, strict);
const Due = Type.Object({ limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })) }, strict);

/** Counts of the register's location: who counts sees how far they are, who approves plans, reviews and books them. */
export function countsRoute(app: App, context: ServerContext): void {
  const { db } = context;
  const may = (permission: Permission) => [requireRegister(context), requirePermission(context, permission)];
  const answers = <A extends TSchema>(summary: string, answer: A) => {
    return { summary, response: { 200: answer, '4xx': Problem }, security: [{ register: [] }] };
  };

  app.get('/counts', { schema: answers('Counts', CountList), onRequest: may('count') }, async (request) => {
    const { locationId } = await placeOf(context, request);
    return { counts: await readCountRows(db, locationId), places: await readCountPlaces(db, locationId) };
  });
  const due = { ...answers('What is due to be counted', DueAnswer), querystring: Due };
  app.get('/counts/due', { schema: due, onRequest: may('count-approve') }, async (request) => {
    const { limit = 100 } = request.query;
    return readCountDue(db, { ...(await placeOf(context, request)), limit });
  });
  const shrinkage = { ...answers('What counts booked, by reason', ShrinkageReport), querystring: ShrinkageQuery };
  app.get('/counts/shrinkage', { schema: shrinkage, onRequest: may('count-approve') }, async (request) => {
    const { locationId } = await placeOf(context, request);
    return readShrinkage(db, { locationId, ...request.query });
  });
  const review = { ...answers('What a count comes to', CountReviewAnswer), params: Which };
  app.get('/counts/:countId/review', { schema: review, onRequest: may('count-approve') }, async (request) => {
    const { locationId } = await placeOf(context, request);
    const { countId } = request.params;
    const answer = await readCountReview(db, { countId, locationId, now: context.now().toISOString() });
    if (!answer) throw new Refusal(404, 'not-found', `there is no count ${countId} here`);
    return answer;
  });

  const plan = { ...answers('Plans a count', CountAnswer), body: CountRequest };
  app.post('/counts', { schema: plan, onRequest: may('count-approve') }, async (request) =>
    changed(await planCount(context, request.body, await placeOf(context, request))),
  );
  const again = { ...answers('Has products counted again', CountAnswer), params: Which, body: RecountRequest };
  app.post('/counts/:countId/recount', { schema: again, onRequest: may('count-approve') }, async (request) => {
    const of = { ...(await placeOf(context, request)), ...request.params };
    return changed(await recount(context, of, request.body));
  });
  const close = { ...answers('Ends a count', CountAnswer), params: Which, body: CountClose };
  app.post('/counts/:countId/close', { schema: close, onRequest: may('count-approve') }, async (request) => {
    const of = { ...(await placeOf(context, request)), ...request.params };
    return changed(await closeCount(context, of, request.body));
  });
  const approve = { ...answers('Books differences of a count', CountApproved), params: Which, body: CountApproval };
  app.post('/counts/:countId/approve', { schema: approve, onRequest: may('count-approve') }, async (request) => {
    const of = { ...(await placeOf(context, request)), ...request.params, operatorId: operatorOf(request) ?? '' };
    const result = await bookCount(context, of, request.body);
    if (result.ok) return { booked: result.booked };
    const about = result.variantId === undefined ? of.countId : result.variantId;
    throw new Refusal(result.code === 'not-found' ? 404 : 409, result.code, `not booked because of ${about}`);
  });
}

function changed(result: CountChanged): { plan: Extract<CountChanged, { ok: true }>['plan'] } {
  if (result.ok) return { plan: result.plan };
  throw new Refusal(result.code === 'not-found' ? 404 : 409, result.code, 'the count is not as it was asked for');
}

/** Where a request counts, who asks, and what day it is there. */
async function placeOf({ db, now }: ServerContext, request: FastifyRequest) {
  const { storeId } = registerOf(request);
  const store = await db.selectFrom('store').selectAll().where('store_id', '=', storeId).executeTakeFirst();
  if (!store) throw new Refusal(404, 'not-found', `there is no store ${storeId}`);
  const { timeZone, dayStartsAt } = store.settings;
  const today = businessDateAt(now().toISOString(), timeZone, dayStartsAt);
  return { locationId: store.location_id, today, operatorId: operatorOf(request) };
}
