import { expect, it } from 'vitest';
import { createStore } from '#renderer/app/external-store.ts';
import type { SaleState } from '#renderer/features/sell/sale-state.ts';
import { card } from '#renderer/features/sell/testing/sale-till.ts';
import { createNewestPicture } from './newest-picture.ts';

function display() {
  const cards = new Map([
    ['tea', card('tea', { pictures: [{ hash: 'T' }] })],
    ['cup', card('cup')],
    ['pot', card('pot', { pictures: [{ hash: 'P' }] })],
  ]);
  const loaded: string[] = [];
  let told = () => {};
  const newest = createNewestPicture({
    store: createStore({ cards: async (ids: readonly string[]) => ids.map((id) => cards.get(id) ?? null) }),
    load: async (hash) => {
      loaded.push(hash);
      return hash === 'P' ? null : `data:${hash}`;
    },
    changed: () => told(),
  });
  const next = () =>
    new Promise<void>((resolve) => {
      told = resolve;
    });
  return { newest, loaded, next };
}

function sale(...variantIds: string[]): Pick<SaleState, 'cart' | 'selected'> {
  const lines = variantIds.map((variantId, at) => ({ id: String(at), variantId }));
  return { cart: { lines }, selected: String(lines.length - 1) } as unknown as SaleState;
}

it('shows what was rung up last, as soon as its picture is here, and asks for it once', async () => {
  const { newest, loaded, next } = display();
  const here = next();
  expect(newest.of(sale('tea'))).toBeNull();
  expect(newest.of(sale('tea'))).toBeNull();
  await here;
  expect(newest.of(sale('tea'))).toBe('data:T');
  expect(newest.of(sale('tea', 'cup'))).toBeNull();
  expect(newest.of(sale('tea', 'pot'))).toBeNull();
  expect(newest.of(sale('cup', 'tea'))).toBe('data:T');
  expect(loaded.filter((hash) => hash === 'T')).toHaveLength(1);
});

it('nothing is shown without a cart', () => {
  const { newest } = display();
  expect(newest.of({ cart: null, selected: null })).toBeNull();
});
