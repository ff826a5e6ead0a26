import { describe, expect, it } from 'vitest';
import { createFormats } from './format.ts';

const GBP = { code: 'GBP', digits: 2 };
const LONDON = { currency: GBP, storeLanguage: 'en-GB', timeZone: 'Europe/London' };

describe('createFormats', () => {
  it('writes money with the store currency in the language on screen', () => {
    const english = createFormats({ ...LONDON, language: 'en' });
    expect([english.money(123_456_789), english.money(-51), english.amount(510)]).toEqual([
      '£1,234,567.89',
      '-£0.51',
      '5.10',
    ]);
    expect(createFormats({ ...LONDON, language: 'zh-CN' }).money(510)).toBe('£5.10');
  });

  it('knows currencies without decimals', () => {
    const yen = createFormats({ ...LONDON, language: 'en', currency: { code: 'JPY', digits: 0 } });
    expect(yen.money(500)).toBe('¥500');
  });

  it("takes the store's region where it speaks the screen's language, and its time zone always", () => {
    const at = '2026-07-01T23:05:00.000Z';
    expect(createFormats({ ...LONDON, language: 'en' }).dateTime(at)).toBe('2 Jul, 00:05');
    expect(createFormats({ ...LONDON, language: 'en' }).locale).toBe('en-GB');
    expect(createFormats({ ...LONDON, language: 'zh-CN' }).dateTime(at)).toBe('7月2日 00:05');
  });

  it('leaves a date that no calendar has as it was written', () => {
    const formats = createFormats({ ...LONDON, language: 'en' });
    const never = '2026-99-99T99:99:99.999Z';
    expect([formats.time(never), formats.date(never), formats.dateTime(never)]).toEqual([never, never, never]);
    expect([formats.day('2026-99-99'), formats.day('2026-07-01')]).toEqual(['2026-99-99', '1 Jul 2026']);
  });

  it('writes quantities in priced units and rates without noise', () => {
    const formats = createFormats({ ...LONDON, language: 'en' });
    expect([formats.quantity(3, 'each'), formats.quantity(250, 'kg')]).toEqual(['3', '0.250 kg']);
    expect([formats.percent(200_000), formats.percent(88_750)]).toEqual(['20%', '8.875%']);
  });
});
