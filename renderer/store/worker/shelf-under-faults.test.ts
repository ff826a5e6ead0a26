import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Fault } from '#renderer/store/testing/fake-feeds.ts';
import { ModelShop, OTHERS } from '#renderer/store/testing/model-shop.ts';
import { fastClock, openTestTill } from '#renderer/store/testing/test-till.ts';

const PATIENCE = { timeout: 15_000, interval: 5 };

type Action =
  | { do: 'sell'; variant: number; quantity: number }
  | { do: 'push'; count: number }
  | { do: 'other'; variant: number }
  | { do: 'wait'; turns: number }
  | { do: 'offline' | 'online' | 'restart' | 'backup' | 'restore' | 'silence' };

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('wait' as const), turns: fc.nat(600) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('sell' as const),
      variant: fc.nat(5),
      quantity: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('push' as const), count: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('other' as const), variant: fc.nat(5) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('offline', 'online', 'restart', 'backup', 'restore', 'silence'),
    }),
  },
);
async function turnsOfTheLoop(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
}

const faults: fc.Arbitrary<Fault[]> = fc.array(fc.constantFrom<Fault>(undefined, 'drop', 'lose', 'garbage', 503), {
  maxLength: 8,
});

describe('the shelf figure under faults', () => {
  it('counts each own sale exactly once at every look, and becomes the server’s', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 20 }), faults, async (actions, plan) => {
        const shop = new ModelShop(randomUUID(), ['V0', 'V1', 'V2', 'V3', 'V4', 'V5']);
        const now = fastClock();
        let till = await openTestTill(shop, { now });
        let restore = shop.backup();
        const planned = [...plan];
        shop.feeds.fault = () => planned.shift();
        const wrong: string[] = [];
        const look = async () => {
          for (const card of await till.service.cards(shop.variantIds)) {
            if (!card?.stock) continue;
            const off = (card.stock.onHand - shop.ownFigure(card.variantId)) % OTHERS;
            if (off !== 0) wrong.push(`${card.variantId} is off by ${off}`);
          }
        };
        for (const one of actions) {
          if (one.do === 'sell') await till.service.addOwn([shop.sell(`V${one.variant}`, one.quantity)]);
          else if (one.do === 'push') shop.push(one.count);
          else if (one.do === 'other') shop.sellElsewhere(`V${one.variant}`);
          else if (one.do === 'wait') await turnsOfTheLoop(one.turns);
          else if (one.do === 'offline') shop.feeds.goOffline();
          else if (one.do === 'online') shop.feeds.online = true;
          else if (one.do === 'silence') shop.feeds.silent = !shop.feeds.silent;
          else if (one.do === 'backup') restore = shop.backup();
          else if (one.do === 'restore') restore();
          else if (one.do === 'restart') {
            await till.close();
            till = await openTestTill(shop, { now });
          }
          await look();
        }
        shop.feeds.online = true;
        shop.feeds.silent = false;
        shop.feeds.fault = () => undefined;
        await vi.waitFor(async () => {
          await look();
          // A lost announcement is made up for by the next one, or by polling.
          shop.feeds.commit('chain', [{ id: 'category-list/all', data: '{"categories":[]}' }]);
          shop.feeds.commit('store', [{ id: 'watermark/x', data: '{}' }]);
          for (const card of await till.service.cards(shop.variantIds))
            expect(card?.stock?.onHand).toBe(shop.figure(card?.variantId ?? ''));
        }, PATIENCE);
        await till.close();
        expect(wrong).toEqual([]);
      }),
      { numRuns: 25 },
    );
  }, 120_000);
});
