import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson, parseJsonDown } from '#contracts/schema.ts';
import { VIEW_KINDS, type ViewKind } from '#contracts/views/documents.ts';
import { parseView } from '#contracts/views/parse-view.ts';

const variant = {
  variantId: 'V1',
  productId: 'P1',
  sku: 'S1',
  name: 'Name',
  gtins: ['05012345678900'],
  categoryId: 'C1',
  unit: 'each',
  taxCategory: 'standard',
};
const EXAMPLES: Record<ViewKind, unknown> = {
  'catalogue-page': { variants: [variant, { ...variant, names: { 'zh-CN': '名' } }] },
  'category-list': { categories: [{ categoryId: 'C1', name: 'Mugs' }] },
  'price-page': { prices: [['V1', 100, 1]] },
  'stock-page': { marks: { J: 3 }, asOf: '2026-11-02T10:00:00.000Z', stock: [['V1', -5, 0]] },
  'stock-overlay': { marks: {}, asOf: '2026-11-02T10:00:00.000Z', variantId: 'V1', onHand: 1, committed: 0 },
  watermark: { journalId: 'J', registerId: 'R', seq: 7 },
  'parked-cart': {
    parkId: '0197a000-0000-7000-8000-000000000001',
    registerId: 'R',
    registerName: 'Till 1',
    operatorId: 'O',
    at: '2026-11-02T10:00:00.000Z',
    total: 0,
    cart: {
      id: '0197a000-0000-7000-8000-000000000002',
      operatorId: 'O',
      openedAt: '2026-11-02T10:00:00.000Z',
      lines: [],
      discounts: [],
    },
    notes: { '0197a000-0000-7000-8000-000000000003': 'Call her' },
  },
  'count-plan': {
    plan: {
      countId: '0197a000-0000-7000-8000-000000000004',
      locationId: 'L',
      name: 'Teas',
      kind: 'category',
      placeIds: ['floor'],
      sellingPlaceId: 'floor',
      categoryIds: ['C1'],
      blind: true,
      round: 1,
      status: 'open',
    },
    at: '2026-11-02T10:00:00.000Z',
  },
  fulfilment: {
    ...{ fulfilmentId: '0197a000-0000-7000-8000-000000000007', orderId: '0197a000-0000-7000-8000-000000000008' },
    ...{ number: 'W-1', channelId: 'web', channelName: 'Web shop', method: 'pickup', locationId: 'L', lines: [] },
    ...{ placedAt: '2026-11-02T10:00:00.000Z', assignedAt: '2026-11-02T10:00:00.000Z', accepted: true, refused: false },
    ...{ readied: false, expired: false, toPay: 0, currency: 'GBP', marks: { J: 3 } },
  },
  'sale-stop': {
    stopId: '0197a000-0000-7000-8000-000000000005',
    variantId: 'V1',
    batch: 'L1',
    kind: 'recall',
    reason: 'Glass',
    stoppedAt: '2026-11-02T10:00:00.000Z',
  },
  'customer-group': { groupId: 'trade', name: 'Trade' },
  'price-list': {
    listId: '0197a000-0000-7000-8000-000000000006',
    name: 'Trade',
    currency: 'EUR',
    groupIds: ['trade'],
    storeIds: null,
    from: null,
    until: null,
    priority: 0,
    rules: [{ categoryId: 'C1', ppm: 100_000, ending: { end: 99, step: 100 } }],
    version: 2,
  },
  'price-list-page': { lists: [{ listId: '0197a000-0000-7000-8000-000000000006', entries: [['V1', 90, 2]] }] },
  'member-card': { memberId: 'M', name: 'Wang', cardNumber: '1' },
};
const KINDS = Object.keys(EXAMPLES) as ViewKind[];

const junk = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(null, '', 'x'.repeat(65), 'x'.repeat(501), '😀'.repeat(300), -1, 1.5, 2 ** 53, [], {}, 'each'),
);

/** The value with one part, at any depth, replaced, removed or added. */
function mutated(value: unknown, path: readonly number[], replacement: unknown, how: 'set' | 'drop' | 'add'): unknown {
  const [step, ...rest] = path;
  if (step === undefined || typeof value !== 'object' || value === null) return how === 'set' ? replacement : value;
  const keys = Object.keys(value);
  const key = keys[step % Math.max(1, keys.length)] ?? '0';
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>;
  if (rest.length > 0) copy[key] = mutated(copy[key], rest, replacement, how);
  else if (how === 'set') copy[key] = replacement;
  else if (how === 'add') copy[Array.isArray(value) ? keys.length : 'extra'] = replacement;
  else if (Array.isArray(copy)) copy.splice(Number(key), 1);
  else delete copy[key];
  return copy;
}

const judged = (kind: ViewKind, text: string) =>
  (kind === 'parked-cart' ? parseJson : parseJsonDown)(VIEW_KINDS[kind], text);

/** With a member more in every object that has a fixed form. */
function grown(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => grown(each));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([key, member]) => [key, grown(member, key)]);
  return Object.fromEntries(MAPS.has(name) ? members : [...members, ['grownSince', { version: 9 }]]);
}

const MAPS: ReadonlySet<string> = new Set(['names', 'marks', 'notes']);

describe('parseView', () => {
  it.each(KINDS)('reads %s', (kind) => {
    expect(parseView(kind, JSON.stringify(EXAMPLES[kind]))).toEqual({ ok: true, value: EXAMPLES[kind] });
  });

  it('judges as the schema does, whatever is wrong', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...KINDS),
        fc.array(fc.nat(8), { minLength: 1, maxLength: 5 }),
        junk,
        fc.constantFrom('set' as const, 'drop' as const, 'add' as const),
        (kind, path, replacement, how) => {
          const text = JSON.stringify(mutated(EXAMPLES[kind], path, replacement, how)) ?? 'null';
          expect(parseView(kind, text)).toEqual(judged(kind, text));
        },
      ),
      { numRuns: 5_000 },
    );
  });

  it.each(KINDS)('reads a %s that a newer server says more in; a parked cart is read whole or not at all', (kind) => {
    const example = EXAMPLES[kind];
    const answer = parseView(kind, JSON.stringify(grown(example)));
    expect(answer).toEqual(
      kind === 'parked-cart' ? expect.objectContaining({ ok: false }) : { ok: true, value: example },
    );
  });

  it('says that text is not JSON', () => {
    expect(parseView('price-page', '{')).toMatchObject({ ok: false, at: '' });
  });
});
