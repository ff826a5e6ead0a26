import { pageOf } from '#domain/catalog/variant.ts';
import type { Touch } from '#sync-server/ingest/effects.ts';

/** A page with more overlays than this is sent whole. */
export const OVERLAYS_PER_PAGE = 8;

/**
 * The documents to send for what one feed's touches changed, each once. A changed stock figure goes out as a small overlay beside
 * its page; where a page has no document yet, or would have more than 8 overlays, the page itself goes out and its overlays
 * become tombstones, after it, so that no reader is ever left without the figure.
 */
export function foldOverlays(
  touches: readonly Touch[],
  live: { pages: ReadonlySet<number>; overlays: readonly string[] },
): (Touch & { deleted: boolean })[] {
  const feed = touches[0]?.feed ?? '';
  const others = new Map<string, Touch>();
  const whole = new Set<number>();
  const overlays = new Map<number, Set<string>>();
  const addOverlay = (variantId: string) => {
    const page = pageOf(variantId);
    overlays.set(page, (overlays.get(page) ?? new Set()).add(variantId));
  };
  for (const touch of touches) {
    if (touch.kind === 'stock-overlay') addOverlay(touch.key);
    else if (touch.kind === 'stock-page') whole.add(Number(touch.key));
    else others.set(`${touch.kind}/${touch.key}`, touch);
  }
  const changed = new Set([...overlays.values()].flatMap((variants) => [...variants]));
  for (const variantId of live.overlays) addOverlay(variantId);
  for (const [page, variants] of overlays) {
    const sent = [...variants].some((variantId) => changed.has(variantId));
    if (sent && (!live.pages.has(page) || variants.size > OVERLAYS_PER_PAGE)) whole.add(page);
  }
  const pages = [...whole].map((page) => ({ feed, kind: 'stock-page' as const, key: String(page), deleted: false }));
  const small = [...changed].filter((variantId) => !whole.has(pageOf(variantId)));
  const gone = live.overlays.filter((variantId) => whole.has(pageOf(variantId)));
  return [
    ...[...others.values()].map((touch) => ({ ...touch, deleted: touch.deleted ?? false })),
    ...pages,
    ...small.map((key) => ({ feed, kind: 'stock-overlay' as const, key, deleted: false })),
    ...gone.map((key) => ({ feed, kind: 'stock-overlay' as const, key, deleted: true })),
  ];
}
