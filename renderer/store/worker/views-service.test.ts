import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { VIEWS_VERSION, type ViewData } from '#contracts/views/documents.ts';
import { FakeFeeds } from '#renderer/store/testing/fake-feeds.ts';
import type { Progress } from '#renderer/store/till-store.ts';
import type { OwnFacts, ViewsCallbacks } from './views-api.ts';
import { ViewsService } from './views-service.ts';

const AS_OF = '2026-11-02T10:00:00.000Z';

function catalogue(...ids: string[]): string {
  const variants = ids.map((variantId) => ({
    variantId,
    productId: variantId,
    sku: `S-${variantId}`,
    name: `Name ${variantId}`,
    gtins: [],
    categoryId: 'C1',
    unit: 'each' as const,
    taxCategory: 'standard',
  }));
  return JSON.stringify({ variants } satisfies ViewData<'catalogue-page'>);
}
function prices(...rows: [string, number, number][]): string {
  return JSON.stringify({ prices: rows } satisfies ViewData<'price-page'>);
}
function stock(marks: Record<string, number>, ...rows: [string, number, number][]): string {
  return JSON.stringify({ marks, asOf: AS_OF, stock: rows } satisfies ViewData<'stock-page'>);
}

interface Opened {
  service: ViewsService;
  progress: () => Progress | undefined;
  changes: (readonly string[] | null)[];
}

const opened: ViewsService[] = [];
afterEach(async () => {
  for (const service of opened.splice(0)) await service.close();
  vi.unstubAllGlobals();
});

async function open(
  feeds: FakeFeeds,
  journalId: string,
  more: { own?: OwnFacts; version?: number } = {},
): Promise<Opened> {
  vi.stubGlobal('fetch', feeds.fetch);
  let latest: Progress | undefined;
  const changes: (readonly string[] | null)[] = [];
  const callbacks: ViewsCallbacks = {
    ownFacts: async () => more.own ?? { facts: [], through: 0 },
    changed: (variantIds) => void changes.push(variantIds),
    progressed: (progress) => {
      latest = progress;
    },
  };
  const service = new ViewsService({
    openAnnouncements: feeds.listen,
    now: () => AS_OF,
    viewsVersion: more.version ?? VIEWS_VERSION,
  });
  opened.push(service);
  expect(await service.open({ journalId, apiBase: 'http://host/api' }, callbacks)).toEqual({ ok: true });
  return { service, progress: () => latest, changes };
}

describe('ViewsService', () => {
  it('pulls both feeds and answers from them', async () => {
    const feeds = new FakeFeeds();
    feeds.commit('chain', [{ id: 'catalogue-page/1', data: catalogue('V1', 'V2') }]);
    feeds.commit('store', [
      { id: 'price-page/1', data: prices(['V1', 250, 3]) },
      { id: 'stock-page/1', data: stock({}, ['V1', 7, 0]) },
    ]);
    const { service, progress } = await open(feeds, 'j-first');
    await vi.waitFor(() =>
      expect(progress()).toMatchObject({ state: 'complete', products: 2, remaining: 0, asOf: AS_OF }),
    );
    expect(await service.bySku('s-v1')).toMatchObject({
      variantId: 'V1',
      price: { amount: 250, version: 3 },
      stock: { onHand: 7, asOf: AS_OF },
    });
    expect(await service.cards(['V2', 'V9'])).toMatchObject([{ price: null, stock: null }, null]);
    expect((await service.search('name', 10)).map((card) => card.variantId)).toEqual(['V1', 'V2']);
  });
});
