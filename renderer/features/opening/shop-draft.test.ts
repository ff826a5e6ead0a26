import { describe, expect, test } from 'vitest';
import { shopFaults } from '#contracts/settings/shop-faults.ts';
import { COUNTRY_PRESETS } from '#domain/country/presets.ts';
import { initialsOf, newDraft, type ShopDraft, shopOf, withCountry, withScheme } from './shop-draft.ts';

const WORDS = { card: 'Card', cardNames: { 'zh-CN': '银行卡' } };

function filled(country: string, change: Partial<ShopDraft> = {}): ShopDraft {
  const named = { name: 'Corner Shop', legalName: 'Corner Ltd', address: '1 Mill Lane\n\nTown ', taxNumber: 'X1' };
  return { ...newDraft(country, 'en'), ...named, ownerName: 'Maud Ellison', registerName: 'Till 1', ...change };
}

test.each(COUNTRY_PRESETS)(
  'a shop in $country opens as its preset says, also on a scheme, and without tax',
  (preset) => {
    const draft = filled(preset.country);
    const schemes = (preset.tax.schemes ?? []).map(({ schemeId }) => withScheme(draft, schemeId));
    for (const one of [draft, ...schemes, { ...draft, taxed: false }]) {
      expect(shopFaults(shopOf(one, '739104', WORDS))).toEqual([]);
    }
    const { store, rules } = shopOf(draft, '739104', WORDS);
    expect(store).toMatchObject({
      storeId: 'corner-shop',
      currency: preset.currency,
      legalName: 'Corner Ltd',
      address: ['1 Mill Lane', 'Town'],
    });
    const alike = shopOf({ ...draft, legalName: ' Corner Shop ' }, '739104', WORDS).store;
    expect(alike).not.toHaveProperty('legalName');
    expect(rules).toMatchObject({ pricesIncludeTax: preset.tax.pricesIncludeTax, rounding: preset.tax.rounding });
    if (!preset.tax.schemes)
      expect(rules.rates).toEqual(preset.tax.model === 'none' ? { zero: [], exempt: [] } : preset.tax.rates);
    expect((store.session?.float ?? 0) % store.cashRounding).toBe(0);
    expect(store.session?.float).toBeGreaterThan(0);
  },
);

describe('a draft', () => {
  test('keeps what was named when the country changes, and takes the rest from there', () => {
    const moved = withCountry(filled('GB'), 'CH', 'fr');
    expect(moved).toMatchObject({
      name: 'Corner Shop',
      currency: 'CHF',
      cashRounding: 5,
      language: 'fr-CH',
      timeZone: 'Europe/Zurich',
    });
  });

  test('with a rate that is none, no name, a weak PIN or no owner cannot become a shop', () => {
    const wrong = filled('DE', { name: ' ', ownerName: '' });
    wrong.rates = wrong.rates.map((rate) => ({
      ...rate,
      parts: rate.parts.map((part) => ({ ...part, percent: '1o' })),
    }));
    expect(shopFaults(shopOf(wrong, '1111', WORDS)).map(({ at }) => at)).toEqual(
      expect.arrayContaining(['store.name', 'rules.rates.standard.0.ratePpm', 'owner.name', 'owner.pin']),
    );
  });

  test('without tax has no words of a tax invoice at its head', () => {
    expect(shopOf(filled('AU'), '739104', WORDS).store.receipts?.header).toEqual(['TAX INVOICE']);
    expect(shopOf(filled('AU', { taxed: false }), '739104', WORDS).store.receipts?.header).toEqual([]);
  });

  test('takes only cash, where cards are not taken', () => {
    const tenders = (cards: boolean) =>
      shopOf(filled('GB', { cards }), '', WORDS).store.tenders?.map(({ kind }) => kind);
    expect(tenders(true)).toEqual(['cash', 'card-manual']);
    expect(tenders(false)).toEqual(['cash']);
  });
});

test.each([
  ['Maud Ellison', 'ME'],
  ['李小龙', '李小'],
  ['Ada', 'AD'],
  ['Ana María de la Cruz', 'AC'],
  ['', '?'],
])('%s has the initials %s', (name, initials) => expect(initialsOf(name)).toBe(initials));
