import { expect, it } from 'vitest';
import { card } from '#renderer/features/sell/testing/sale-till.ts';
import { createFetchAhead } from './fetch-ahead.ts';

const shown = (variantId: string, hash?: string) => card(variantId, hash === undefined ? {} : { pictures: [{ hash }] });
const category = (categoryId: string, count: number, hash?: string) => {
  return { categoryId, name: categoryId, count, ...(hash === undefined ? {} : { picture: { hash } }) };
};
const always = () => true;

function shop() {
  const goods = new Map([
    ['teas', [shown('a', '1'), shown('b'), shown('c', '2')]],
    ['cups', [shown('d', '1'), shown('e', '3')]],
  ]);
  const fetched: string[] = [];
  const state = { online: true, rests: 0 };
  const ahead = createFetchAhead({
    store: {
      categories: async () => [category('teas', 3, '9'), category('gone', 0, '8'), category('cups', 2)],
      browse: async (categoryId) => goods.get(categoryId ?? '') ?? [],
      cards: async (ids) => ids.map((id) => [...goods.values()].flat().find((one) => one.variantId === id) ?? null),
    },
    fetch: async (hash) => {
      fetched.push(hash);
      return state.online;
    },
    rest: async () => {
      state.rests++;
    },
  });
  return { ahead, fetched, goods, state };
}

it('what stands on tiles is fetched once, one after another, with a rest before each', async () => {
  const { ahead, fetched, goods, state } = shop();
  await ahead.all(always);
  expect(fetched).toEqual(['9', '1', '2', '3']);
  expect(state.rests).toBeGreaterThanOrEqual(fetched.length);
  goods.set('cups', [shown('d', '1'), shown('e', '4')]);
  await ahead.of(['e', 'gone'], always);
  await ahead.all(always);
  expect(fetched).toEqual(['9', '1', '2', '3', '4']);
});

it('without a network it stops at the first, and goes on there the next time', async () => {
  const { ahead, fetched, state } = shop();
  state.online = false;
  await ahead.all(always);
  expect(fetched).toEqual(['9']);
  state.online = true;
  await ahead.all(always);
  expect(fetched).toEqual(['9', '9', '1', '2', '3']);
});

it('it ends when nobody wants it any more', async () => {
  const { ahead, fetched } = shop();
  await ahead.all(() => fetched.length < 2);
  expect(fetched).toEqual(['9', '1']);
});
