import { expect, test } from 'vitest';
import { type ProductCsv, readProductCsv } from './product-csv.ts';

const STORES = [
  { storeId: 'hs', digits: 2 },
  { storeId: 'tokyo', digits: 0 },
];
const HEADER = 'sku,name,category,tax,gtin,unit,price@hs,stock';

/** What the report of an import says of rows that were refused. */
function told(refused: ProductCsv['refused']) {
  return refused.map(({ line, reason }) => ({ line, reason }));
}

function read(...lines: string[]) {
  return readProductCsv([HEADER, ...lines].join('\n'), STORES);
}

test('a row becomes a product in minor units, its GTINs with 14 digits', () => {
  const csv = [
    'sku,name,category,tax,gtin,unit,price,price@tokyo,stock,name:zh-CN,category:zh-CN',
    'T1,Tea,Food,zero,4006381333931|96385074,kg,"12,95",1800,1.5,茶,食品',
  ];
  expect(readProductCsv(csv.join('\n'), STORES)).toEqual({
    rows: [
      {
        line: 2,
        sku: 'T1',
        name: 'Tea',
        category: 'Food',
        prices: { hs: 1295, tokyo: 1800 },
        gtins: ['04006381333931', '00000096385074'],
        unit: 'kg',
        taxCategory: 'zero',
        stock: { hs: 1500, tokyo: 1500 },
        names: { 'zh-CN': '茶' },
        categoryNames: { 'zh-CN': '食品' },
      },
    ],
    refused: [],
    ignored: [],
    header: csv[0]?.split(','),
  });
});

test.each([
  ['T1,Tea,Food,zero,,,12.955,', 'price "12.955" has more than 2 decimals'],
  ['T1,Tea,Food,zero,,,£2,', 'price "£2" is not a plain number such as 12.95'],
  ['T1,Tea,Food,zero,,,-2,', 'price "-2" is not a plain number such as 12.95'],
  ['T1,Tea,Food,zero,,,"1,295",', 'price "1,295" could mean thousands: write it with a point and without separators'],
  [',Tea,Food,zero,,,1,', 'sku is empty'],
  ['T1,,Food,zero,,,1,', 'name is empty'],
  ['T1,Tea,Food,,,,1,', 'tax is empty'],
  ['T1,Tea,Food,zero,4006381333932,,1,', 'gtin "4006381333932" has a wrong check digit: 1 would be right'],
  ['T1,Tea,Food,zero,12345,,1,', 'gtin "12345" does not have 8, 12, 13 or 14 digits'],
  ['T1,Tea,Food,zero,4.00638E+12,,1,', 'gtin "4.00638E+12" was rounded by a spreadsheet: format the column as text'],
  ['T1,Tea,Food,zero,,pound,1,', 'unit "pound" is none of each, kg, m'],
  ['T1,Tea,Food,zero,,,1,1.5', 'stock "1.5" has more than 0 decimals'],
])('%s is refused', (row, reason) => {
  expect(read('T0,Milk,Food,zero,,,1,', row)).toMatchObject({
    rows: [{ sku: 'T0' }],
    refused: [{ line: 3, reason }],
  });
});

test('a sku twice in the file: the first goes in, the second is told', () => {
  const { rows, refused } = read('T1,Tea,Food,zero,,,1,', 'T1,Coffee,Food,zero,,,2,');
  expect(rows.map(({ name }) => name)).toEqual(['Tea']);
  expect(told(refused)).toEqual([{ line: 3, reason: 'sku "T1" is already on line 2' }]);
});

test.each(['\n', '\r\n', '\r'])(
  'lines are counted through quoted line breaks, blank lines and a byte-order mark (%j)',
  (newline) => {
    const csv = [
      '\ufeffsku,name,category,tax,price',
      'A,"Mug',
      'red",K,s,1',
      '',
      'B,Frame 7" wide,K,s,x',
      'C,"Say ""hi""",K,s,2',
    ];
    const { rows, refused } = readProductCsv(csv.join(newline), STORES.slice(0, 1));
    expect(rows.map(({ line, name }) => [line, name])).toEqual([
      [2, 'Mug red'],
      [6, 'Say "hi"'],
    ]);
    expect(told(refused)).toEqual([{ line: 5, reason: 'price "x" is not a plain number such as 12.95' }]);
  },
);

test('a quote that is never closed is told at its line; what stands before it goes in', () => {
  const { rows, refused } = read('A,Tea,K,s,,,1,', 'B,"Mug,K,s,,,1,', 'C,Cup,K,s,,,1,');
  expect(rows.map(({ sku }) => sku)).toEqual(['A']);
  expect(told(refused)).toEqual([
    { line: 3, reason: 'a quote is opened and never closed: nothing from here on was read' },
  ]);
});

test('semicolons part the columns where the header has them', () => {
  const { rows } = readProductCsv('sku;name;category;tax;price\nA;Tea;Food;zero;12,9', STORES.slice(0, 1));
  expect(rows[0]?.prices).toEqual({ hs: 1290 });
});

test.each([
  ['', 'the file is empty'],
  ['sku,name,tax\nA,B,C', 'the header has no column "category", "price"'],
  ['sku,name,category,tax,price,SKU\n', 'the column "SKU" is there twice'],
  ['sku,name,category,tax,price@paris\n', '"price@paris" names a store that is not known here'],
])('a file that cannot be read as a whole: %j', (csv, reason) => {
  const read = readProductCsv(csv, STORES);
  expect(read).toMatchObject({ rows: [], refused: [{ line: 1, reason }], ignored: [] });
  expect(read.refused).toHaveLength(1);
});

test.each([
  ['UTF-16', Buffer.from(`\ufeff${HEADER}`, 'utf16le')],
  ['UTF-16', Buffer.from(HEADER, 'utf16le')],
  ['GBK (a Chinese code page)', Buffer.concat([Buffer.from(`${HEADER}\nA,`), Buffer.from([0xb2, 0xe8, 0xd2, 0xb6])])],
  [
    'another code page than UTF-8',
    Buffer.concat([Buffer.from(`${HEADER}\nA,Caf`), Buffer.from([0xe9]), Buffer.from(',x')]),
  ],
])('a file in %s is told to be so', (encoding, bytes) => {
  expect(told(readProductCsv(bytes, STORES).refused)).toEqual([
    { line: 1, reason: `the file is written in ${encoding}; save it as "CSV UTF-8" and import it again` },
  ]);
});

test('columns that mean nothing here are named', () => {
  expect(readProductCsv('sku,name,category,tax,price,colour\nA,B,C,s,1,red', STORES).ignored).toEqual(['colour']);
});

const RULES =
  'sku,name,category,tax,price@hs,product,option:size,PLU,open price,minimum age,stored value,linked,parts,department tax';

test('what sets a product apart is read; an empty field is no rule', () => {
  const { rows, refused, ignored } = read2(
    'T1,Tee,C,s,5,Tee,M,0042,yes,18,gift-card,DEP*2|BAG,CUP*3,zero',
    'T2,Cup,C,s,1',
  );
  expect({ refused, ignored }).toEqual({ refused: [], ignored: [] });
  expect(rows.map(({ rules, categoryTax }) => ({ rules, categoryTax }))).toEqual([
    {
      categoryTax: 'zero',
      rules: {
        productName: 'Tee',
        options: { size: 'M' },
        plu: '42',
        openPrice: true,
        minimumAge: 18,
        storedValue: 'gift-card',
        linked: [
          { sku: 'DEP', quantity: 2 },
          { sku: 'BAG', quantity: 1 },
        ],
        parts: [{ sku: 'CUP', quantity: 3 }],
      },
    },
    { categoryTax: undefined, rules: {} },
  ]);
  expect(read('T1,Tea,Food,zero,,,1,').rows[0]?.rules).toBeUndefined();
});

test.each([
  ['T1,Tee,C,s,5,,,4x', 'plu "4x" is not a number of up to 10 digits'],
  ['T1,Tee,C,s,5,,,,maybe', 'openprice "maybe" is neither yes nor no'],
  ['T1,Tee,C,s,5,,,,,old', 'minimum age "old" is not a number of years'],
  ['T1,Tee,C,s,5,,,,,,cash', 'stored value "cash" can only be gift-card'],
  ['T1,Tee,C,s,5,,,,,,,DEP*0', 'linked "DEP*0" is not a sku with a quantity, such as DEPOSIT*2'],
])('%s is refused', (row, reason) => {
  expect(told(read2(row).refused)).toEqual([{ line: 2, reason }]);
});

function read2(...lines: string[]) {
  return readProductCsv([RULES, ...lines].join('\n'), STORES);
}

test('a refusal has a code and what fills its gaps, so that a screen can word it', () => {
  expect(read('T1,Tea,Food,zero,,,12.955,').refused).toEqual([
    {
      line: 2,
      reason: 'price "12.955" has more than 2 decimals',
      code: 'decimals',
      params: { column: 'price', text: '12.955', digits: '2' },
    },
  ]);
});

const MORE =
  'sku,name,category,tax,price@hs,net content,description:en,description:zh-CN,Archived,pictures,option:Size,option:size';

test('net content, descriptions in lines of their own, what is archived and pictures are read', () => {
  const [a, b] = ['a'.repeat(64), 'b'.repeat(64)];
  const csv = [MORE, `T1,Tea,C,s,,500 G," Sweet\r\n\r\nand  hot ",茶,yes,${a}| ${b}|${a},M,m`, 'T2,Cup,C,s,1,,,,,,,'];
  const { rows, refused, ignored } = readProductCsv(csv.join('\n'), STORES);
  expect({ refused, ignored }).toEqual({ refused: [], ignored: [] });
  expect(rows).toMatchObject([
    {
      prices: {},
      netContent: { quantity: 500, unit: 'g' },
      descriptions: { en: 'Sweet\n\nand  hot', 'zh-CN': '茶' },
      archived: true,
      pictures: [a, b],
      rules: { options: { Size: 'M', size: 'm' } },
    },
    { netContent: null, descriptions: { en: '', 'zh-CN': '' }, archived: false, pictures: [] },
  ]);
});

test('a file without those columns says nothing of them', () => {
  const [row] = read('T1,Tea,Food,zero,,,1,').rows;
  expect(Object.keys(row ?? {})).not.toEqual(
    expect.arrayContaining(['netContent', 'descriptions', 'archived', 'pictures']),
  );
  for (const key of ['netContent', 'descriptions', 'archived', 'pictures']) expect(row).not.toHaveProperty(key);
});

test.each([
  ['half', '', 'net content "half" is not a whole number of g, ml, mm or each, such as 500 g'],
  ['0 g', '', 'net content "0 g" is not a whole number of g, ml, mm or each, such as 500 g'],
  ['1.5 kg', '', 'net content "1.5 kg" is not a whole number of g, ml, mm or each, such as 500 g'],
  ['', 'front.jpg', 'picture "front.jpg" is not the name of a picture that was uploaded'],
])('net content %j with picture %j is refused', (net, picture, reason) => {
  const csv = ['sku,name,category,tax,price@hs,net content,pictures', `T1,Tea,C,s,1,${net},${picture}`];
  expect(readProductCsv(csv.join('\n'), STORES)).toMatchObject({ rows: [], refused: [{ line: 2, reason }] });
});
