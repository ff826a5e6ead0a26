import { VIEWS_VERSION } from '#contracts/views/documents.ts';
import type { Progress } from '#renderer/store/till-store.ts';
import type { ViewsCallbacks } from '#renderer/store/worker/views-api.ts';
import { ViewsService } from '#renderer/store/worker/views-service.ts';
import { AS_OF, type ModelShop } from './model-shop.ts';

/** A till's views without a worker, on a model shop, and what they told the window. */
export interface TestTill {
  service: ViewsService;
  progress: () => Progress | undefined;
  changes: (readonly string[] | null)[];
  stock: (variantId: string) => Promise<number | undefined>;
  close: () => Promise<void>;
}

export interface Circumstances {
  version?: number;
  now?: () => string;
  askedForOwnFacts?: (afterSeq: number) => void;
  /** What own facts, already read, wait for on their way to the worker. */
  ownFactsOnTheirWay?: () => Promise<void> | undefined;
}

/** A clock that is a minute on at every look. */
export function fastClock(): () => string {
  let at = Date.parse(AS_OF);
  return () => {
    at += 60_000;
    return new Date(at).toISOString();
  };
}

export async function openTestTill(shop: ModelShop, circumstances: Circumstances = {}): Promise<TestTill> {
  const { version = VIEWS_VERSION, now = () => AS_OF, askedForOwnFacts, ownFactsOnTheirWay } = circumstances;
  let latest: Progress | undefined;
  let closed = false;
  const changes: (readonly string[] | null)[] = [];
  const callbacks: ViewsCallbacks = {
    ownFacts: async (afterSeq) => {
      askedForOwnFacts?.(afterSeq);
      const read = { facts: shop.facts.filter(({ seq }) => seq > afterSeq), through: shop.facts.length };
      await ownFactsOnTheirWay?.();
      return read;
    },
    changed: (variantIds) => void changes.push(variantIds),
    parkedChanged: () => undefined,
    countsChanged: () => undefined,
    fulfilmentsChanged: () => undefined,
    saleStopsChanged: () => undefined,
    groupPricingChanged: () => undefined,
    progressed: (progress) => {
      latest = progress;
    },
  };
  const { fetch, listen } = shop.feeds;
  const service = new ViewsService({ fetch, openAnnouncements: listen, now, viewsVersion: version });
  const opened = await service.open({ journalId: shop.journalId, apiBase: 'http://host/api' }, callbacks);
  if (!opened.ok) throw new Error(`the views did not open: ${opened.detail}`);
  return {
    service,
    progress: () => latest,
    changes,
    stock: async (variantId) => (await service.cards([variantId]))[0]?.stock?.onHand,
    close: async () => {
      if (!closed) await service.close();
      closed = true;
    },
  };
}
