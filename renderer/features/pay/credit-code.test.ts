import { describe, expect, it } from 'vitest';
import { code128 } from '#drivers/printer/protocol/code128.ts';
import { creditCode } from './credit-code.ts';

describe('creditCode', () => {
  it('is twenty digits of what is random', () => {
    expect(creditCode((bytes) => void bytes.set(bytes.map((_, at) => at + 250)))).toBe('01234501234567890123');
    const codes = Array.from({ length: 50 }, () => creditCode((bytes) => crypto.getRandomValues(bytes)));
    expect(new Set(codes).size).toBe(50);
  });

  it('fits a barcode on 58 mm paper', () => {
    const symbol = code128(creditCode((bytes) => crypto.getRandomValues(bytes)));
    expect((symbol?.modules ?? 1000) * 2).toBeLessThanOrEqual(32 * 12);
  });
});
