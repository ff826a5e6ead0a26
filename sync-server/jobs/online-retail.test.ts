import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { inStoreGtin } from '#domain/gs1/in-store-gtin.ts';
import { readBarcode } from '#domain/gs1/read-barcode.ts';
import { deriveProducts, ONLINE_RETAIL_HEADER, readOnlineRetail } from './online-retail.ts';
import { retailCategory, retailTaxCategory } from './retail-categories.ts';
import { productName } from './retail-names.ts';

const STORES = [
  { storeId: 'gross', pricesIncludeTax: true },
  { storeId: 'net', pricesIncludeTax: false },
];

function derive(...lines: string[]) {
  return deriveProducts(readOnlineRetail(Readable.from([[ONLINE_RETAIL_HEADER, ...lines].join('\n')])), STORES);
}

/** A line of the data set: stock code, description, quantity, price. */
function line(code: string, description: string, quantity = 6, price = '2.55'): string {
  return `536365,${code},${description},${quantity},2010-12-01 08:26:00,${price},17850.0,United Kingdom`;
}

test('a product has its most frequent description and price, and two weeks of sales in stock', async () => {
  const { rows, refused } = await derive(
    line('85123a', 'CREAM HANGING HEART', 6, '9.99'),
    line('85123A', 'WHITE HANGING HEART T-LIGHT HOLDER', 100),
    line('85123A', ' WHITE HANGING HEART  T-LIGHT HOLDER', 200),
    line('85123A', 'damaged?', -35),
    line('85123A', '', -6, '0.0'),
  );
  expect(refused).toEqual([]);
  expect(rows).toEqual([
    {
      line: 2,
      sku: '85123A',
      name: 'White Hanging Heart T-Light Holder',
      category: 'Lighting & Candles',
      prices: { gross: 255, net: 213 },
      gtins: ['02900851230015'],
      unit: 'each',
      taxCategory: 'standard',
      stock: { gross: 11, net: 11 },
    },
  ]);
});

test('charges, notes about stock and what was never sold at a price are refused with their line', async () => {
  const { rows, refused } = await derive(
    line('POST', 'POSTAGE'),
    line('gift_0001_20', 'Dotcomgiftshop Gift Voucher £20.00'),
    line('23574', 'PACKING CHARGE'),
    line('23444', 'Next Day Carriage'),
    line('84614A', 'thrown away'),
    line('20957', 'PORCELAIN HANGING BELL SMALL', 6, '0.0'),
    line('22719', 'GUMBALL MONOCHROME COAT RACK', 6, '1.255'),
    line('22720', 'SET OF 3 CAKE TINS PANTRY DESIGN').replace(',6,', ',six,'),
  );
  expect(rows).toEqual([]);
  expect(refused).toEqual([
    { line: 2, reason: 'POST is a charge or voucher, not a product' },
    { line: 3, reason: 'GIFT_0001_20 is a charge or voucher, not a product' },
    { line: 4, reason: '23574 is a charge or voucher, not a product' },
    { line: 5, reason: '23444 has no name' },
    { line: 6, reason: '84614A has no name' },
    { line: 7, reason: '20957 was never sold at a price in whole pence' },
    { line: 8, reason: '22719 was never sold at a price in whole pence' },
    { line: 9, reason: 'the line has no stock code or no quantity' },
  ]);
});

test.each([
  ['SET/6 RED SPOTTY PAPER PLATES', 'Set of 6 Red Spotty Paper Plates'],
  ["PINK B'FLY C/COVER W BOBBLES", 'Pink Butterfly Cushion Cover with Bobbles'],
  ['ASSTD COL BUTTERFLY/CRYSTAL W/CHIME', 'Assorted Colour Butterfly/Crystal with Chime'],
  ['BAG 500g SWIRLY MARBLES', 'Bag 500g Swirly Marbles'],
  ['FOLK ART GREETING CARD,pack/12', 'Folk Art Greeting Card, Pack of 12'],
  ["CHILDREN'S APRON DOLLY GIRL ", "Children's Apron Dolly Girl"],
  ['TV DINNER TRAY', 'TV Dinner Tray'],
  ['ROSE DU SUD', 'Rose du Sud'],
])('%s reads %s', (description, name) => {
  expect(productName(description)).toBe(name);
});

test.each([
  ['HOT WATER BOTTLE SCOTTIE DOG', 'Textiles', 'standard'],
  ["CHILDREN'S SPACEBOY MUG", 'Kitchen & Dining', 'standard'],
  ['COOK WITH WINE METAL SIGN', 'Clocks & Signs', 'standard'],
  ['SET OF 6 T-LIGHTS SANTA', 'Christmas', 'standard'],
  ['KIDS RAIN MAC BLUE', 'Bags & Purses', 'zero'],
  ['WOBBLY THING', 'Gifts & Novelties', 'standard'],
])('%s belongs to %s, VAT %s', (description, category, tax) => {
  expect([retailCategory(description), retailTaxCategory(description)]).toEqual([category, tax]);
});

test('in-store numbers are valid EAN-13 of restricted circulation, apart for every code', () => {
  const codes = ['10002', '10002A', '10002B', '10002AA', '85123A', 'DCGS0076', 'DCGSSBOY', 'DCGSSGIRL'];
  const gtins = codes.map(inStoreGtin);
  expect(new Set(gtins).size).toBe(codes.length);
  for (const gtin of gtins) {
    expect(gtin).toMatch(/^029\d{11}$/);
    expect(readBarcode(gtin)).toEqual({ kind: 'gtin', gtin });
  }
});
