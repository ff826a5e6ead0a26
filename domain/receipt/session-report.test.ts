import { describe, expect, it } from 'vitest';
import type { ReceiptDocument } from '#domain/receipt/receipt-document.ts';
import { buildSessionReport, type ReportWords, type SessionReportInput } from '#domain/receipt/session-report.ts';
import type { SessionTotals } from '#domain/session/session.ts';

/** Every word is its own name. */
const WORDS = new Proxy({ language: 'en', tenderNames: { cash: 'Cash' }, reasons: {} } as unknown as ReportWords, {
  get: (known, key) => Reflect.get(known, key) ?? String(key),
});

const TOTALS: SessionTotals = {
  sessionId: '0192f000-0000-7000-8000-000000000001',
  businessDate: '2026-11-21',
  firstSeq: 3,
  lastSeq: 90,
  receipts: { first: 11, last: 12, count: 2 },
  sales: { count: 3, amount: 5000 },
  returns: { count: 1, amount: -700 },
  discounts: { count: 1, amount: -100 },
  rounding: 2,
  tips: 150,
  total: 4300,
  taxes: [{ code: 'S', ratePpm: 200_000, base: 3583, amount: 717 }],
  tenders: [
    { tender: 'cash', taken: { count: 2, amount: 3502 }, given: { count: 1, amount: -700 }, tips: 0, expected: 12_802 },
    { tender: 'card', taken: { count: 1, amount: 1500 }, given: { count: 0, amount: 0 }, tips: 150, expected: 1650 },
  ],
  float: 10_000,
  cashIn: 0,
  cashOut: 500,
  pickups: 0,
  drawer: 12_302,
  storedValue: { issued: 2500, redeemed: 0 },
  accounts: { charged: 0, paid: 0 },
  counts: { lineVoids: 1, abandonedCarts: 0, noSales: 2, copies: 0, postVoids: 0, overrides: 1, refused: 0 },
  lineVoidAmount: 320,
};

const money = (minor: number): string => (minor / 100).toFixed(2);

function inputOf(parts: Partial<SessionReportInput> = {}): SessionReportInput {
  return {
    totals: TOTALS,
    closed: null,
    showExpected: true,
    at: '2026-11-21T18:00:00.000Z',
    storeName: 'Harbour Gifts',
    registerName: 'Till 2',
    operatorName: 'Li',
    training: false,
    copy: 0,
    words: WORDS,
    widthMm: 80,
    formatMoney: money,
    formatTender: (minor, tender) => `${tender === 'card' ? 'c' : ''}${money(minor)}`,
    formatDate: (iso) => iso.slice(0, 16),
    formatDay: (date) => date.replaceAll('-', '/'),
    ...parts,
  };
}

function rowsOf({ blocks }: ReceiptDocument): string[] {
  return blocks.flatMap((block) => (block.kind === 'row' ? [`${block.left}|${block.right}`] : []));
}

const CLOSED: NonNullable<SessionReportInput['closed']> = {
  zNumber: 17,
  series: 'L1A',
  declared: [{ tender: 'cash', amount: 12_800 }],
  differences: [{ tender: 'cash', amount: -2, reason: 'miscount' }],
  perpetual: { sessions: 17, receipts: 900, sales: 400_000, returns: -3000, total: 397_000 },
  left: 10_000,
};

describe('buildSessionReport', () => {
  it('says X without and Z with its number once closed', () => {
    expect(buildSessionReport(inputOf()).blocks[0]).toMatchObject({ text: 'x', size: 2 });
    expect(buildSessionReport(inputOf({ closed: CLOSED })).blocks[0]).toMatchObject({ text: 'z 17', size: 2 });
  });

  it('shows what is no turnover between turnover and total, only where there is some', () => {
    const liabilities = {
      depositsTaken: { count: 1, amount: 500 },
      depositsDeducted: { count: 1, amount: 200 },
      cardsSold: { count: 1, amount: 1000 },
    };
    const rows = rowsOf(buildSessionReport(inputOf({ totals: { ...TOTALS, liabilities } })));
    expect(rows.slice(4, 12)).toEqual([
      'receipts|11 - 12 (2)',
      'sales (1)|35.00',
      'returns (0)|-9.00',
      'discounts (1)|-1.00',
      'turnover|30.00',
      'depositsTaken (1)|5.00',
      'depositsDeducted (1)|-2.00',
      'cardsSold (1)|10.00',
    ]);
    expect(rows).toContain('total|43.00');
    const none = { count: 0, amount: 0 };
    const undone = { count: 1, amount: 400 };
    const taken = { depositsTaken: none, depositsDeducted: none, cardsSold: undone, cardsReturned: undone };
    const both = rowsOf(buildSessionReport(inputOf({ totals: { ...TOTALS, liabilities: taken } })));
    expect(both).toEqual(expect.arrayContaining(['cardsSold (1)|4.00', 'cardsReturned (1)|-4.00']));
    const without = { depositsTaken: none, depositsDeducted: none, cardsSold: none };
    expect(rowsOf(buildSessionReport(inputOf({ totals: { ...TOTALS, liabilities: without } })))).toEqual(
      rowsOf(buildSessionReport(inputOf())),
    );
  });

  it('has totals, tax, tenders, drawer and events', () => {
    expect(rowsOf(buildSessionReport(inputOf()))).toEqual(
      expect.arrayContaining([
        'businessDate|2026/11/21',
        'receipts|11 - 12 (2)',
        'sales (3)|50.00',
        'returns (1)|-7.00',
        'total|43.00',
        'S 20%  35.83|7.17',
        'Cash (2)|35.02',
        '  given (1)|-7.00',
        'card (1)|15.00',
        '  tips|1.50',
        '  expected|c16.50',
        'float|100.00',
        'cashOut|-5.00',
        'expected|123.02',
        'issued|25.00',
        'lineVoids|1 3.20',
        'facts|3 - 90',
      ]),
    );
  });

  it('adds what was declared, the difference with its reason, and the totals that never go back', () => {
    const rows = rowsOf(buildSessionReport(inputOf({ closed: CLOSED })));
    expect(rows).toEqual(
      expect.arrayContaining([
        '  declared|128.00',
        '  difference miscount|-0.02',
        'left|100.00',
        'sessions|17',
        'total|3970.00',
      ]),
    );
  });

  it('tells nothing of what the drawer should hold while counting is blind', () => {
    const rows = rowsOf(buildSessionReport(inputOf({ showExpected: false })));
    expect(rows.join('\n')).not.toMatch(/expected|50\.00|43\.00|35\.02|123\.02/);
    expect(rowsOf(buildSessionReport(inputOf({ showExpected: false, closed: CLOSED })))).toContain('expected|123.02');
  });

  it('says TRAINING and COPY', () => {
    const texts = buildSessionReport(inputOf({ training: true, copy: 1 })).blocks.slice(0, 2);
    expect(texts).toMatchObject([{ text: '*** training ***' }, { text: 'copy' }]);
  });
});
