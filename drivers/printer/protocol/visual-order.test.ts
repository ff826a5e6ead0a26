import { describe, expect, it } from 'vitest';
import { visualOrder } from './visual-order.ts';

describe('visualOrder', () => {
  it.each([
    ['a Latin word keeps its number', 'חלב 1L Nadec', '1L Nadec בלח'],
    ['and one at its end', 'חלב T1', 'T1 בלח'],
    ['a size keeps its unit', 'קולה 330ml', '330ml הלוק'],
    ['a minus stays before its number', 'הנחה -1,234.00', '-1,234.00 החנה'],
    ['a currency stays behind it', 'סהכ 12.50\u00A0₪', '12.50\u00A0₪ כהס'],
    ['Latin alone stays as it is', 'Tea 1L -5%', 'Tea 1L -5%'],
  ])('%s', (_, read, paper) => {
    expect(visualOrder(read, 'he')).toBe(paper);
  });
});
