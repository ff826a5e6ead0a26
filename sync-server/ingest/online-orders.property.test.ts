import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { FactKind } from '#contracts/facts/kinds.ts';
import { fulfilmentState } from '#domain/fulfilment/fulfilment-state.ts';
import { addToFulfilment, type FulfilmentMore, NO_FULFILMENT } from '#domain/fulfilment/fulfilment-sums.ts';
import type { JournalLine } from '#domain/journal/envelope.ts';
import { readKnownFulfilments } from '#sync-server/db/look-up-online.ts';
import { openManager } from '#tests/fixtures/test-day.ts';
import {
  assigned,
  captured,
  channelTells,
  openOnlineChannel,
  serverTells,
  testOrder,
} from '#tests/fixtures/test-online.ts';
import { enrolTestRegister, type TestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { byManager, unbalanced } from '#tests/fixtures/test-stock.ts';

const shop = openTestServer();
openManager(shop);

const HERE = 'LON-shelf';
const RUNS = 25;

/** What is witnessed of one line of a fulfilment, or decided of it. */
const step = fc.record({
  what: fc.constantFrom(
    'accept',
    'refuse',
    'pick',
    'short',
    'ready',
    'hand-over',
    'put-back',
    'release',
    'expire',
    'assign',
  ),
  line: fc.nat(1),
  quantity: fc.integer({ min: 1, max: 3 }),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Where committed and staged stock are not what the fulfilments come to. */
async function misreserved(): Promise<unknown[]> {
  const { rows } = await sql`
    with owed as (
      select location_id, line.variant_id, case when refused or expired then 0 else greatest(0,
          greatest(0, assigned - released - short - handed_over - shipped)
          - greatest(0, picked - handed_over - shipped - put_back)) end as committed, 0 as staged
        from fulfilment join fulfilment_line as line using (fulfilment_id)
        where line.variant_id is not null and location_id is not null
      union all
      select location_id, variant_id, 0, greatest(0, picked - gone - put_back)
        from fulfilment join fulfilment_goods using (fulfilment_id) where location_id is not null
    ), sums as (
      select location_id, variant_id, sum(committed) as committed, sum(staged) as staged from owed group by 1, 2
    )
    select location_id, variant_id, stock.committed, stock.staged, sums.* from stock full join sums using (location_id, variant_id)
      where coalesce(stock.committed, 0) <> coalesce(sums.committed, 0)
        or coalesce(stock.staged, 0) <> coalesce(sums.staged, 0)`.execute(shop.server.context.db);
  return rows;
}

test('facts of a fulfilment in any order, from two tills and the server, come to the sums of a plain fold', async () => {
  const { context } = shop.server;
  const channel = await openOnlineChannel(context);
  const tills = [await enrolTestRegister(shop.server), await enrolTestRegister(shop.server)];
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 14 }),
      fc.array(fc.nat(2), { maxLength: 20 }),
      async (steps, turns) => {
        const order = await testOrder(shop.server, [
          { sku: 'P3', quantity: 6 },
          { sku: 'P4', quantity: 6 },
        ]);
        await channelTells(context, channel, [{ kind: 'order.placed', payload: order }, captured(order)]);
        const fulfilmentId = randomUUID();
        const promise = assigned(order, { fulfilmentId });
        const lineOf = (index: number) => promise.lines[index] ?? { lineId: '', variantId: '', quantity: 0 };
        // Each of the three writers tells its own in order; whose turn it is, is drawn.
        const queues: [JournalLine[], JournalLine[], Parameters<typeof serverTells>[1][number][]] = [[], [], []];
        let plain = NO_FULFILMENT;
        for (const [at, each] of steps.entries()) plain = addToFulfilment(plain, tell(each, at));
        queues[2].push({ kind: 'fulfilment.assigned', payload: promise });
        plain = addToFulfilment(plain, { lines: promise.lines.map(({ lineId }) => ({ lineId, assigned: 6 })) });
        const take = async (who: number) => {
          if (who === 2) {
            const [fact, ...rest] = queues[2];
            queues[2] = rest;
            if (fact) await serverTells(context, [fact]);
            return;
          }
          const lines = queues[who as 0 | 1].splice(0, 2);
          if (lines.length > 0) await tills[who]?.push(lines);
        };
        for (const who of turns) await take(who);
        for (const who of [0, 1, 2]) while (queues[who as 0].length > 0) await take(who);

        const known = (await readKnownFulfilments(context.db, [fulfilmentId])).get(fulfilmentId);
        expect(known?.sums).toEqual(plain);
        expect(await misreserved()).toEqual([]);
        expect(await unbalanced(context)).toEqual([]);
        const row = await context.db
          .selectFrom('fulfilment')
          .select('state')
          .where('fulfilment_id', '=', fulfilmentId)
          .executeTakeFirstOrThrow();
        expect(row.state).toBe(fulfilmentState(plain));
        // What left beyond what was promised is told, once, as it is now (I8).
        const beyond = plain.lines.reduce((sum, line) => {
          return sum + Math.max(0, line.handedOver + line.shipped - (line.assigned - line.released));
        }, 0);
        const told = await context.db
          .selectFrom('exception')
          .select('detail')
          .where('code', '=', 'order-left-beyond')
          .where('status', '=', 'open')
          .execute();
        const own = told.filter(({ detail }) => detail.fulfilmentId === fulfilmentId);
        expect(own.map(({ detail }) => detail.quantity)).toEqual(beyond > 0 ? [beyond] : []);

        function tell({ what, line, quantity }: Step, at: number): FulfilmentMore {
          const { lineId, variantId } = lineOf(line);
          const which = { lineId, variantId, quantity };
          const till = at % 2;
          const say = (kind: FactKind, payload: object) => {
            const register = tills[till] as TestRegister;
            queues[till as 0 | 1].push(byManager(register, kind, { fulfilmentId, ...payload } as never));
          };
          const more = (sums: object): FulfilmentMore => ({ lines: [{ lineId, ...sums }] });
          switch (what) {
            case 'accept':
              say('fulfilment.decided', { decision: 'accept' });
              return { accepted: true };
            case 'refuse':
              say('fulfilment.decided', { decision: 'refuse', reason: 'damaged' });
              return { refused: true };
            case 'pick':
              say('pick.recorded', { locationId: HERE, lines: [{ lineId, variantId, picked: quantity }] });
              return more({ picked: quantity });
            case 'short':
              say('pick.recorded', { locationId: HERE, lines: [{ lineId, variantId, short: quantity }] });
              return more({ short: quantity });
            case 'ready':
              say('fulfilment.readied', { bags: 1 });
              return { readied: true };
            case 'hand-over':
              say('fulfilment.handed-over', {
                ...{ locationId: HERE, lines: [which], proof: { kind: 'identity' }, collector: 'customer' },
              });
              return more({ handedOver: quantity });
            case 'put-back':
              say('fulfilment.put-back', { locationId: HERE, lines: [which] });
              return more({ putBack: quantity });
            case 'expire':
              queues[2].push({ kind: 'fulfilment.expired', payload: { fulfilmentId } });
              return { expired: true };
            case 'release':
              queues[2].push({
                kind: 'fulfilment.released',
                payload: { fulfilmentId, lines: [{ lineId, quantity }], reason: 'cancelled' },
              });
              return more({ released: quantity });
            case 'assign':
              return {};
          }
        }
      },
    ),
    { numRuns: RUNS },
  );
}, 240_000);

test('a step of a payment counts once, however often it is told', async () => {
  const { context } = shop.server;
  const channel = await openOnlineChannel(context, {}, 'web-2');
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          paymentId: fc.constantFrom('A', 'B'),
          step: fc.constantFrom('authorised' as const, 'captured' as const, 'refunded' as const, 'voided' as const),
        }),
        { maxLength: 12 },
      ),
      async (steps) => {
        const order = await testOrder(shop.server, [{ sku: 'P5', quantity: 2 }], { channelId: 'web-2' });
        const { orderId } = order;
        const money = { amount: order.total, currency: 'GBP', tender: 'online' };
        const told = steps.map((each) => ({
          kind: 'order-payment.recorded' as const,
          payload: { orderId, ...each, ...money },
        }));
        await channelTells(context, channel, [{ kind: 'order.placed', payload: order }, ...told]);
        const row = await context.db
          .selectFrom('online_order')
          .select(['authorised', 'captured', 'refunded', 'voided'])
          .where('order_id', '=', orderId)
          .executeTakeFirstOrThrow();
        const count = (step: string) =>
          new Set(steps.filter((each) => each.step === step).map(({ paymentId }) => paymentId)).size * order.total;
        expect(row).toEqual({
          ...{ authorised: count('authorised'), captured: count('captured') },
          ...{ refunded: count('refunded'), voided: count('voided') },
        });
      },
    ),
    { numRuns: 15 },
  );
}, 120_000);
