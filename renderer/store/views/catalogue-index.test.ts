import { describe, expect, it } from 'vitest';
import type { Variant } from '#domain/catalog/variant.ts';
import { CatalogueIndex } from './catalogue-index.ts';

function variant(variantId: string, more: Partial<Variant> = {}): Variant {
  return {
    variantId,
    productId: `P-${variantId}`,
    sku: `S-${variantId}`,
    name: `Name ${variantId}`,
    gtins: [],
    categoryId: 'C1',
    unit: 'each',
    taxCategory: 'standard',
    ...more,
  };
}

describe('CatalogueIndex', () => {
  it('answers by id, barcode and sku, whatever the case of the sku', () => {
    const index = new CatalogueIndex();
    index.setPage('p1', [variant('V1', { gtins: ['05012345678900'], sku: '85123A' })]);
    expect(index.get('V1')?.sku).toBe('85123A');
    expect(index.byGtin('05012345678900')?.variantId).toBe('V1');
    expect(index.bySku('85123a')?.variantId).toBe('V1');
    expect(index.byGtin('0')).toBeUndefined();
  });

  it('is searched by name, translation, sku and barcode with and without leading zeros', () => {
    const index = new CatalogueIndex();
    index.setPage('p1', [
      variant('V1', { name: 'Tea', names: { 'zh-CN': '红茶' }, gtins: ['05012345678900'], sku: 'T9' }),
    ]);
    for (const query of ['tea', '红', 't9', '05012345678900', '5012345678900', '456789'])
      expect(index.search(query, 5).map((found) => found.variantId)).toEqual(['V1']);
  });

  it('answers by item number and knows the variants of a product, also after they changed', () => {
    const index = new CatalogueIndex();
    const medium = variant('V1', { productId: 'shirt', name: 'Shirt M', rules: { plu: '42', options: { size: 'M' } } });
    const small = variant('V2', { productId: 'shirt', name: 'Shirt S', rules: { options: { size: 'S' } } });
    index.setPage('p1', [small, medium, variant('V3')]);
    expect(index.byPlu('42')?.variantId).toBe('V1');
    expect(index.ofProduct('shirt').map(({ variantId }) => variantId)).toEqual(['V1', 'V2']);
    expect(index.setPage('p1', [small, { ...medium, rules: { plu: '43' } }, variant('V3')])).toEqual(['V1']);
    expect([index.byPlu('42'), index.byPlu('43')?.variantId]).toEqual([undefined, 'V1']);
    index.setPage('p1', [medium]);
    expect(index.ofProduct('shirt').map(({ variantId }) => variantId)).toEqual(['V1']);
  });

  it('knows what is out of the assortment by its codes alone, until it is back', () => {
    const index = new CatalogueIndex();
    const old = variant('V1', { productId: 'shirt', gtins: ['05012345678900'], archived: true });
    const found = () => [
      index.search('name', 5).length,
      index.browse(null, 0, 5).length,
      index.ofProduct('shirt').length,
      index.categories()[0]?.count,
    ];
    index.setCategories('all', [{ categoryId: 'C1', name: 'One' }]);
    index.setPage('p1', [old]);
    expect(found()).toEqual([0, 0, 0, 0]);
    expect([index.byGtin('05012345678900'), index.bySku('s-v1'), index.get('V1')]).toEqual([old, old, old]);
    const { archived: _, ...back } = old;
    expect(index.setPage('p1', [back])).toEqual(['V1']);
    expect(found()).toEqual([1, 1, 1, 1]);
    expect(index.setPage('p1', [old])).toEqual(['V1']);
    expect(found()).toEqual([0, 0, 0, 0]);
  });

  it('says what a new version of a page changed, and only that', () => {
    const index = new CatalogueIndex();
    expect(index.setPage('p1', [variant('V1'), variant('V2'), variant('V3')])).toEqual(['V1', 'V2', 'V3']);
    expect(index.setPage('p1', [variant('V1'), variant('V2', { name: 'Other' })]).sort()).toEqual(['V2', 'V3']);
    expect(index.get('V3')).toBeUndefined();
    expect(index.search('name', 10).map((found) => found.variantId)).toEqual(['V1']);
    expect(index.size).toBe(2);
  });

  it('hands a barcode over in either order of the pages', () => {
    for (const order of [
      ['gives', 'takes'],
      ['takes', 'gives'],
    ]) {
      const index = new CatalogueIndex();
      index.setPage('p1', [variant('V1', { gtins: ['00000000000017'] })]);
      for (const step of order) {
        if (step === 'gives') index.setPage('p1', [variant('V1')]);
        else index.setPage('p2', [variant('V2', { gtins: ['00000000000017'] })]);
      }
      expect(index.byGtin('00000000000017')?.variantId).toBe('V2');
    }
  });

  it('browses by name within a category and counts', () => {
    const index = new CatalogueIndex();
    index.setCategories('category-list/all', [
      { categoryId: 'C1', name: 'Mugs' },
      { categoryId: 'C2', name: 'Tea' },
    ]);
    index.setPage('p1', [
      variant('V2', { name: 'b' }),
      variant('V1', { name: 'a' }),
      variant('V3', { name: 'c', categoryId: 'C2' }),
    ]);
    expect(index.browse('C1', 0, 10).map((found) => found.variantId)).toEqual(['V1', 'V2']);
    expect(index.browse(null, 1, 10).map((found) => found.variantId)).toEqual(['V2', 'V3']);
    expect(index.categories().map(({ count }) => count)).toEqual([2, 1]);
    index.setPage('p1', [variant('V1', { name: 'a', categoryId: 'C2' })]);
    expect(index.categories().map(({ count }) => count)).toEqual([0, 1]);
  });
});
