import { expect, it } from 'vitest';
import type { PriceList } from '#contracts/facts/pricing-facts.ts';
import { priceByRule } from '#domain/pricing/price-list.ts';
import { draftOfList, endingsOf, readListDraft } from './list-draft.ts';

const BERLIN = 'Europe/Berlin';
const list: PriceList = {
  listId: 'l',
  name: 'Trade',
  names: { 'zh-CN': '批发' },
  currency: 'EUR',
  groupIds: ['g'],
  storeIds: ['s'],
  from: '2026-11-23T07:00:30.000Z',
  until: null,
  priority: 5,
  rules: [{ ppm: 125_000 }, { categoryId: 'tea', ppm: 200_000, ending: { end: 99, step: 100 } }],
};

it('says again what it was made of, to the second', () => {
  const draft = draftOfList(list, 'EUR', BERLIN);
  expect(draft).toMatchObject({ from: '2026-11-23T08:00', until: '', priority: '5' });
  expect(draft.rules).toEqual([
    { categoryId: '', percent: '12.5', ending: '' },
    { categoryId: 'tea', percent: '20', ending: '99/100' },
  ]);
  expect(readListDraft(draft, 'l', BERLIN, list)).toEqual({ ok: true, list });
});

it('reads minutes on the store’s clocks', () => {
  const draft = { ...draftOfList(list, 'EUR', BERLIN), from: '2026-07-01T08:00', until: '2026-12-01T08:00' };
  expect(readListDraft(draft, 'l', BERLIN, list)).toMatchObject({
    list: { from: '2026-07-01T06:00:00.000Z', until: '2026-12-01T07:00:00.000Z' },
  });
});

it('tells everything that is not right', () => {
  const draft = draftOfList(null, 'EUR', BERLIN);
  const rule = { categoryId: '', percent: '10', ending: '' };
  const wrong = (more: object) => {
    const read = readListDraft({ ...draft, name: 'A', groupIds: ['g'], ...more }, 'l', BERLIN, null);
    return read.ok ? [] : [...read.wrong];
  };
  expect(wrong({})).toEqual([]);
  expect(wrong({ name: ' ', groupIds: [], storeIds: [], priority: 'x' })).toEqual([
    'name',
    'groups',
    'stores',
    'priority',
  ]);
  expect(wrong({ from: '2026-07-02T08:00', until: '2026-07-02T08:00' })).toEqual(['dates']);
  for (const rules of [
    [rule, rule],
    [{ ...rule, percent: '0' }],
    [{ ...rule, percent: '100.5' }],
    [{ ...rule, percent: '' }],
  ])
    expect(wrong({ rules })).toEqual(['rules']);
});

it('offers endings that fit the currency', () => {
  const endings = (digits: number, price: number) =>
    endingsOf(digits).map((ending) => priceByRule(price, { ppm: 100_000, ending }));
  expect(endings(2, 1111)).toEqual([999, 995, 990, 1000, 1000, 1000]);
  expect(endings(0, 1111)).toEqual([1000, 999, 999]);
});
