import { expect, it, vi } from 'vitest';
import type { ProductList } from '#contracts/http/catalogue.ts';
import { windowsFor } from '#renderer/app/list-windows.ts';
import type { ServerAnswer } from '#renderer/app/server-api.ts';
import { type AskRows, createProductRows } from './product-rows.ts';

const QUERY = { search: ' tea ', categoryId: '', status: 'active', sort: 'name', descending: false } as const;

function listOf(total: number, fail: { now: boolean } = { now: false }) {
  const asked: Record<string, string>[] = [];
  const ask: AskRows = async (query): Promise<ServerAnswer<ProductList>> => {
    asked.push(query);
    if (fail.now) return { ok: false, offline: true };
    const offset = Number(query.offset);
    const rows = Array.from({ length: Math.min(100, total - offset) }, (_, at) => ({
      variant: {
        ...{ variantId: `v${offset + at}`, productId: 'p', sku: String(offset + at), name: 'n', gtins: [] },
        ...{ categoryId: 'c', unit: 'each' as const, taxCategory: 't' },
      },
      ...{ revision: 1, categoryName: 'C', prices: [], onHand: 0, changedAt: null, changedBy: null },
    }));
    return { ok: true, value: { rows, total } };
  };
  return { rows: createProductRows(QUERY, ask), asked };
}

it('knows which windows are seen', () => {
  expect(windowsFor(0, 99, 100_000)).toEqual([0]);
  expect(windowsFor(95, 310, 100_000)).toEqual([0, 1, 2, 3]);
  expect(windowsFor(95, 310, 250)).toEqual([0, 1, 2]);
  expect(windowsFor(5, 3, 10)).toEqual([]);
});

it('fetches what is seen, once', async () => {
  const { rows, asked } = listOf(100_000);
  await rows.show(0, 0);
  await Promise.all([rows.show(99_990, 99_999), rows.show(99_950, 99_960)]);
  expect(asked.map(({ offset }) => offset)).toEqual(['0', '99900']);
  expect(asked[0]).toEqual({
    ...{ search: 'tea', status: 'active', sort: 'name', descending: 'false', offset: '0', limit: '100' },
  });
  expect(rows.view.get()).toEqual({ total: 100_000, fault: null });
  expect(rows.at(99_999)?.variant.sku).toBe('99999');
  expect(rows.at(500)).toBeUndefined();
});

it('does not ask for what was scrolled past while the server still answered', async () => {
  const { rows, asked } = listOf(100_000);
  await rows.show(0, 0);
  for (let first = 1_000; first <= 90_000; first += 1_000) rows.look(first, first + 30);
  await vi.waitFor(() => expect(rows.at(90_000)?.variant.sku).toBe('90000'));
  expect(asked.map(({ offset }) => offset)).toEqual(['0', '1000', '90000']);
  rows.look(50_095, 50_110);
  await vi.waitFor(() => expect(rows.at(50_110)?.variant.sku).toBe('50110'));
  expect(rows.at(50_095)?.variant.sku).toBe('50095');
});

it('says that the server was not reached, and asks again', async () => {
  const fail = { now: true };
  const { rows } = listOf(10, fail);
  expect(await rows.show(0, 0)).toBe(false);
  expect(rows.view.get().fault).toEqual({ ok: false, offline: true });
  fail.now = false;
  expect(await rows.show(0, 0)).toBe(true);
  expect(rows.view.get()).toEqual({ total: 10, fault: null });
});

it('an answer that comes after it was left changes nothing', async () => {
  const { rows } = listOf(10);
  const asking = rows.show(0, 0);
  rows.leave();
  expect(await asking).toBe(false);
  expect(rows.view.get().total).toBeNull();
});
