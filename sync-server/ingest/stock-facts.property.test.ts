import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PayloadOf } from '#contracts/facts/kinds.ts';
import type { JournalLine } from '#domain/journal/envelope.ts';
import { openManager } from '#tests/fixtures/test-day.ts';
import { onHandOf } from '#tests/fixtures/test-queries.ts';
import { enrolTestRegister, productOf, type Sold, type TestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { OTHER_STORE, STORE } from '#tests/fixtures/test-shop.ts';
import { byManager, unbalanced } from '#tests/fixtures/test-stock.ts';

const shop = openTestServer();
openManager(shop);

const SKUS = ['P1', 'P2'];
const RUNS = 20;

/** What one register witnesses; `transfer` says which of a few transfers it is about. */
const step = fc.record({
  what: fc.constantFrom('sale', 'received', 'adjusted', 'returned', 'sent', 'accepted'),
  sku: fc.constantFrom(...SKUS),
  quantity: fc.integer({ min: 1, max: 6 }),
  damaged: fc.nat(1),
  cost: fc.integer({ min: 0, max: 2_000 }),
  transfer: fc.nat(2),
  complete: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Steps of three registers, and which of them pushes how much next; a push of what was pushed is a repetition. */
const drawn = fc.record({
  steps: fc.tuple(...[0, 1, 2].map(() => fc.array(step, { minLength: 1, maxLength: 7 }))),
  pushes: fc.array(fc.tuple(fc.nat(2), fc.nat(7), fc.integer({ min: 1, max: 7 })), { maxLength: 8 }),
});

/** A register with its journal, and what it moves on its own shelf by variant. */
interface Told {
  register: TestRegister;
  lines: JournalLine[];
  moved: Map<string, number>;
}

/** A transfer's id: the same for all registers of a run. */
function transferIdOf(run: number, transfer: number): string {
  const hex = createHash('sha256').update(`${run}/${transfer}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

function tell(
  { register, lines, moved }: Told,
  { what, damaged, cost, complete, ...step }: Step,
  sold: Sold,
  run: number,
) {
  const { variantId } = sold;
  const { quantity } = step;
  const locationId = `${register.storeId}-shelf`;
  const other = register.storeId === STORE ? OTHER_STORE : STORE;
  const transferId = transferIdOf(run, step.transfer);
  const line = { variantId, quantity };
  const write: Record<Step['what'], () => [number, JournalLine]> = {
    sale: () => [-quantity, register.sale([{ ...sold, quantity }])],
    received: () => {
      const arrived: PayloadOf<'stock.received'>['lines'] = [{ ...line, ...(damaged ? { damaged } : {}), cost }];
      return [quantity, byManager(register, 'stock.received', { locationId, reason: 'delivery', lines: arrived })];
    },
    adjusted: () => {
      const found = complete ? quantity : -quantity;
      const adjustment = { locationId, reason: 'broken', lines: [{ variantId, quantity: found }] };
      return [found, byManager(register, 'stock.adjusted', adjustment)];
    },
    returned: () => {
      const back = { locationId, supplierId: 'ACME', reason: 'faulty', lines: [line] };
      return [-quantity, byManager(register, 'stock.returned', back)];
    },
    sent: () => {
      const numbered = [{ ...line, lineId: transferId }];
      const sent = { transferId, fromLocationId: locationId, toLocationId: `${other}-shelf`, lines: numbered };
      return [-quantity, byManager(register, 'stock.sent', sent)];
    },
    accepted: () => {
      const arrived = [{ ...line, ...(damaged ? { damaged } : {}) }];
      return [quantity, byManager(register, 'stock.accepted', { transferId, locationId, lines: arrived, complete })];
    },
  };
  const [change, fact] = write[what]();
  lines.push(fact);
  moved.set(variantId, (moved.get(variantId) ?? 0) + change);
}

test('stock is opening plus distinct movements, in whatever order and however often facts arrive, and its value adds up', async () => {
  const { context } = shop.server;
  let run = 0;
  const sold = new Map(await Promise.all(SKUS.map(async (sku) => [sku, await productOf(shop.server, sku)] as const)));
  const shelves = SKUS.flatMap((sku) => [STORE, OTHER_STORE].map((storeId) => ({ sku, storeId })));
  const figures = () =>
    Promise.all(shelves.map(({ sku, storeId }) => onHandOf(context, sold.get(sku)?.variantId ?? '', storeId)));
  await fc.assert(
    fc.asyncProperty(drawn, async ({ steps, pushes }) => {
      run += 1;
      const before = await figures();
      const all: Told[] = [];
      for (const [index, own] of steps.entries()) {
        const register = await enrolTestRegister(shop.server, { storeId: index === 1 ? OTHER_STORE : STORE });
        const told = { register, lines: [], moved: new Map() };
        for (const each of own) tell(told, each, sold.get(each.sku) ?? ({} as Sold), run);
        all.push(told);
      }
      for (const [who, from, count] of pushes) await push(all[who], from, count);
      // Whatever is missing then arrives last, the later registers first.
      for (const told of all.toReversed()) await push(told, 0, told.lines.length);
      const moved = shelves.map(({ sku, storeId }) => {
        const own = all.filter(({ register }) => register.storeId === storeId);
        return own.reduce((sum, told) => sum + (told.moved.get(sold.get(sku)?.variantId ?? '') ?? 0), 0);
      });
      expect((await figures()).map((onHand, index) => onHand - (before[index] ?? 0))).toEqual(moved);
      expect(await unbalanced(context)).toEqual([]);
      await expectTransfers(run, steps.flat());
    }),
    { numRuns: RUNS },
  );
}, 240_000);

async function push(told: Told | undefined, from: number, count: number): Promise<void> {
  const part = told?.lines.slice(from, from + count) ?? [];
  if (part.length > 0) await told?.register.push(part);
}

/** What is sent and accepted of each transfer is what was witnessed, and what is missing is told where nothing more is to come. */
async function expectTransfers(run: number, steps: readonly Step[]): Promise<void> {
  const { db } = shop.server.context;
  for (const transfer of [0, 1, 2]) {
    const own = steps.filter((each) => each.transfer === transfer && ['sent', 'accepted'].includes(each.what));
    if (own.length === 0) continue;
    const transferId = transferIdOf(run, transfer);
    const sum = (what: string, figure: 'quantity' | 'damaged') =>
      own.reduce((all, each) => all + (each.what === what ? each[figure] : 0), 0);
    const rows = await db.selectFrom('transfer_line').selectAll().where('transfer_id', '=', transferId).execute();
    const total = (figure: 'sent' | 'accepted' | 'damaged') => rows.reduce((all, row) => all + row[figure], 0);
    expect([total('sent'), total('accepted'), total('damaged')]).toEqual([
      sum('sent', 'quantity'),
      sum('accepted', 'quantity'),
      sum('accepted', 'damaged'),
    ]);
    const complete = own.some((each) => each.what === 'accepted' && each.complete);
    const differs = rows.some((row) => {
      const { sent, accepted, damaged } = row;
      const missing = sent - accepted - damaged;
      return missing < 0 || damaged > 0 || (complete && missing > 0);
    });
    const open = await db
      .selectFrom('exception')
      .select('detail')
      .where('code', '=', 'transfer-difference')
      .where('status', '=', 'open')
      .execute();
    const told = open.filter(({ detail }) => detail.transferId === transferId).length;
    expect(told).toBe(differs && sum('sent', 'quantity') > 0 ? 1 : 0);
  }
}
