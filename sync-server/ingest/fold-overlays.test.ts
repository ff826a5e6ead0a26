import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pageOf } from '#domain/catalog/variant.ts';
import type { Touch } from '#sync-server/ingest/effects.ts';
import { foldOverlays, OVERLAYS_PER_PAGE } from '#sync-server/ingest/fold-overlays.ts';

const PAGE = pageOf('v0');
/** Variants of one page. */
const VARIANTS = Array.from({ length: 9_000 }, (_, index) => `v${index}`).filter((id) => pageOf(id) === PAGE);
const feed = 'store/S';
const overlay = (key: string): Touch => ({ feed, kind: 'stock-overlay', key });

test('a page without a document goes out itself', () => {
  const documents = foldOverlays([overlay('v0')], { pages: new Set(), overlays: [] });
  expect(documents).toEqual([{ feed, kind: 'stock-page', key: String(PAGE), deleted: false }]);
});

test('whatever is touched, every change goes out once, pages before tombstones, and overlays stay few', () => {
  const some = fc.subarray(VARIANTS.slice(0, 20));
  fc.assert(
    fc.property(
      some,
      fc.subarray(VARIANTS.slice(0, 20), { maxLength: OVERLAYS_PER_PAGE }),
      fc.boolean(),
      (changed, live, bulk) => {
        const touches = [...changed.map(overlay), ...changed.map(overlay)];
        if (bulk) touches.push({ feed, kind: 'stock-page', key: String(PAGE) });
        const documents = foldOverlays(touches, { pages: new Set([PAGE]), overlays: live });
        const ids = documents.map(({ kind, key }) => `${kind}/${key}`);
        expect(new Set(ids).size).toBe(ids.length);
        const page = ids.indexOf(`stock-page/${PAGE}`);
        const after = new Set(live);
        for (const [index, { kind, key, deleted }] of documents.entries()) {
          if (kind !== 'stock-overlay') continue;
          if (deleted) expect(index).toBeGreaterThan(page);
          if (deleted) after.delete(key);
          else after.add(key);
        }
        for (const key of changed) expect(page >= 0 || ids.includes(`stock-overlay/${key}`)).toBe(true);
        expect(page >= 0 ? after.size : 0).toBe(0);
        expect(after.size).toBeLessThanOrEqual(OVERLAYS_PER_PAGE);
      },
    ),
  );
});

test('other documents go out as they are, each once', () => {
  const watermark: Touch = { feed, kind: 'watermark', key: 'J' };
  expect(foldOverlays([watermark, watermark], { pages: new Set(), overlays: [] })).toEqual([
    { ...watermark, deleted: false },
  ]);
});
