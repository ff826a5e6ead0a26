import { describe, expect, it } from 'vitest';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { createI18n } from '#renderer/app/i18n.ts';
import type { OrderFact } from '#renderer/store/till-store.ts';
import { receiptOf } from './receipt-of.ts';
import { sampleReceipt } from './sample-receipt.ts';
import { sessionReportOf } from './session-report-of.ts';

const CONFIG = {
  revision: '1',
  store: {
    storeId: 's',
    locationId: 's',
    name: 'Shop',
    address: [],
    taxNumber: '',
    currency: { code: 'GBP', digits: 2 },
    language: 'en-GB',
    timeZone: 'Europe/London',
    dayStartsAt: '04:00',
    cashRounding: 1,
    denominations: [],
    receiptFooter: [],
    discountReasons: ['staff'],
    demo: false,
    receipts: { print: 'always', widthMm: 58, languages: ['en-GB', 'zh-CN'], header: ['Open till six'] },
  },
  register: { registerId: 'r', name: 'Till 1' },
  operators: [{ operatorId: 'ada', name: 'Ada', initials: 'A', role: 'cashier' }],
  roles: [],
  taxRules: { version: 1, pricesIncludeTax: true, rounding: 'rate', rates: {} },
} satisfies RegisterConfig;
const FACT: OrderFact = {
  id: '0192f000-0000-7000-8000-000000000001',
  kind: 'order.completed',
  version: 1,
  storeId: 's',
  registerId: 'r',
  journalId: '0192f000-0000-7000-8000-0000000000ff',
  seq: 1,
  at: '2026-11-01T10:00:00.000Z',
  businessDate: '2026-11-01',
  operatorId: 'ada',
  prev: '0'.repeat(64),
  payload: {
    receipt: { series: 'T1', number: 7 },
    currency: 'GBP',
    pricesIncludeTax: true,
    taxVersion: 1,
    engineVersion: 2,
    cartOpenedAt: '2026-11-01T10:00:00.000Z',
    lines: [],
    discounts: [],
    taxes: [],
    taxTotal: 0,
    total: 1200,
    rounding: 0,
    payments: [{ id: 'p', tender: 'cash', tendered: 2000, change: 800, amount: 1200 }],
  },
};

const texts = (document: ReturnType<typeof receiptOf>): string[] =>
  document.blocks.flatMap((block) =>
    block.kind === 'row' ? [`${block.left}|${block.right}`] : 'text' in block ? [block.text] : [],
  );

describe('receiptOf', () => {
  it('says what its member had in points and which level they are in, and as of when', () => {
    const points = { base: 'gross', ratePpm: 10_000, expiryMonths: 0 } as const;
    const tiers = [{ tierId: 'g', name: 'Gold', names: { 'zh-CN': '金卡' }, from: 100 }];
    const config = { ...CONFIG, memberProgram: { purposes: [], points, tiers } };
    const bought = { ...FACT, payload: { ...FACT.payload, memberId: 'm1' } };
    const standing = { points: 240, earned: 120, asOf: '2026-11-01T09:30:00.000Z' };
    const rows = texts(receiptOf(bought, config, createI18n('en'), 0, { standing }));
    expect(rows.find((row) => row.startsWith('Points as of'))).toMatch(/9:30.*\|240$/);
    expect(rows).toContain('Level / 会员等级|Gold');
    const fresh = texts(receiptOf(bought, config, createI18n('en'), 0, { standing: { ...standing, earned: 99 } }));
    expect(fresh.some((row) => row.startsWith('Level'))).toBe(false);
    for (const without of [
      receiptOf(FACT, config, createI18n('en'), 0, { standing }),
      receiptOf(bought, CONFIG, createI18n('en'), 0, { standing }),
      receiptOf(bought, config, createI18n('en'), 0),
    ]) {
      expect(texts(without).some((row) => row.startsWith('Points as of'))).toBe(false);
    }
  });

  it('is in the store’s two languages on its paper, whatever the screen speaks', () => {
    const receipt = receiptOf(FACT, CONFIG, createI18n('zh-CN'), 0, { code: 'OT1.x', memberName: 'Li' });
    expect(receipt).toMatchObject({ language: 'en-GB', widthMm: 58 });
    expect(texts(receipt)).toEqual(
      expect.arrayContaining([
        'Open till six',
        'TOTAL / 合计|£12.00',
        'Cash / 现金|£20.00',
        'Member / 会员 Li',
        'OT1.x',
      ]),
    );
  });

  it('says TRAINING in both when it was rung up to learn', () => {
    expect(texts(receiptOf({ ...FACT, training: true }, CONFIG, createI18n('en'), 0))[0]).toBe(
      '*** TRAINING / 培训 ***',
    );
  });

  it('of another register names that one', () => {
    const other = receiptOf({ ...FACT, registerId: 'r2' }, CONFIG, createI18n('en'), 1);
    expect(texts(other)).toEqual(
      expect.arrayContaining(['COPY / 副本', 'Register / 收银机 r2|Served by / 收银员 Ada']),
    );
  });
});

describe('sessionReportOf', () => {
  it('has words for all it says', () => {
    const none = { count: 0, amount: 0 };
    const totals = {
      sessionId: FACT.id,
      businessDate: '2026-11-01',
      firstSeq: 1,
      lastSeq: 2,
      receipts: null,
      sales: none,
      returns: none,
      discounts: none,
      rounding: 0,
      tips: 0,
      total: 0,
      taxes: [],
      tenders: [{ tender: 'cash', taken: none, given: none, tips: 0, expected: 10_000 }],
      float: 10_000,
      cashIn: 0,
      cashOut: 0,
      pickups: 0,
      drawer: 10_000,
      storedValue: { issued: 0, redeemed: 0 },
      accounts: { charged: 0, paid: 0 },
      counts: { lineVoids: 0, abandonedCarts: 0, noSales: 0, copies: 0, postVoids: 0, overrides: 0, refused: 0 },
      lineVoidAmount: 0,
    };
    const slip = sessionReportOf(
      { totals, closed: null, showExpected: true, at: FACT.at, training: false, copy: 0, operatorId: 'ada' },
      CONFIG,
      createI18n('en'),
    );
    expect(texts(slip)).toEqual(
      expect.arrayContaining(['X REPORT / X 报表', 'Float / 备用金|£100.00', 'Cash / 现金 (0)|£0.00']),
    );
    expect(texts(slip).join()).not.toMatch(/undefined|slip\./);
  });
});

describe('a sample receipt', () => {
  const rates = { standard: [{ code: 'S', name: 'VAT', ratePpm: 200_000 }] };
  const taxed: RegisterConfig = { ...CONFIG, taxRules: { ...CONFIG.taxRules, rates } };
  const sampleOf = { operatorId: 'ada', at: FACT.at };
  const textsOf = (config: RegisterConfig) => JSON.stringify(sampleReceipt(config, createI18n('en'), sampleOf));

  it('is paid as the till would ask for it: rounded where cash is', () => {
    // 2.49 + 2 x 4.98 = 12.45, a multiple of 0.05 but not of 0.10.
    expect(textsOf(taxed)).not.toContain('12.50');
    expect(textsOf({ ...taxed, store: { ...CONFIG.store, cashRounding: 10 } })).toContain('12.50');
  });

  it('names its goods in the language of the receipt, whatever the screen speaks', () => {
    expect(textsOf(taxed)).toContain('First product');
    const receipts = CONFIG.store.receipts && { ...CONFIG.store.receipts, languages: ['zh-CN'] };
    expect(textsOf({ ...taxed, store: { ...CONFIG.store, ...(receipts && { receipts }) } })).toContain('第一件商品');
  });

  it('is none while its goods have no tax', () => {
    expect(sampleReceipt(CONFIG, createI18n('en'), sampleOf)).toBeNull();
  });
});
