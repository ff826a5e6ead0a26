import { describe, expect, it } from 'vitest';
import { checkReturn, type ReturnCheck } from '#domain/order/check-return.ts';

const ASKED: ReturnCheck = {
  line: { id: 'line' },
  quantity: 1,
  left: 2,
  soldOn: '2026-10-23',
  today: '2026-11-22',
  policy: { windowDays: 30 },
};

describe('checkReturn', () => {
  it('takes back within the window, its last day included', () => {
    expect(checkReturn(ASKED)).toEqual([]);
    expect(checkReturn({ ...ASKED, today: '2026-11-23' })).toEqual([
      { code: 'return-window-passed', days: 31, windowDays: 30 },
    ]);
  });

  it.each<[string, Partial<ReturnCheck>, object]>([
    ['what is not taken back', { unreturnable: true }, { code: 'item-not-returnable', lineId: 'line' }],
    [
      'a gift card',
      { line: { id: 'line', storedValue: 'gift-card' } },
      { code: 'item-not-returnable', lineId: 'line' },
    ],
    ['more than is left', { quantity: 3 }, { code: 'return-exceeds', lineId: 'line', left: 2 }],
    ['none', { quantity: 0 }, { code: 'quantity-invalid', lineId: 'line' }],
    ['a part of a piece', { quantity: 0.5 }, { code: 'quantity-invalid', lineId: 'line' }],
    [
      'another piece',
      { line: { id: 'line', serial: 'A1' }, serial: 'A2' },
      { code: 'serial-differs', lineId: 'line', serial: 'A1' },
    ],
    [
      'a piece without its number',
      { line: { id: 'line', serial: 'A1' } },
      { code: 'serial-differs', lineId: 'line', serial: 'A1' },
    ],
  ])('speaks against %s', (_, own, fault) => {
    expect(checkReturn({ ...ASKED, ...own })).toEqual([fault]);
  });

  it('takes the right piece', () => {
    expect(checkReturn({ ...ASKED, line: { id: 'line', serial: 'A1' }, serial: 'A1' })).toEqual([]);
  });

  it('says all that speaks against it', () => {
    const codes = checkReturn({ ...ASKED, quantity: 9, today: '2027-01-01', unreturnable: true }).map(
      (one) => one.code,
    );
    expect(codes).toEqual(['return-window-passed', 'item-not-returnable', 'return-exceeds']);
  });
});
