import { expect, it } from 'vitest';
import type { SupplierRow } from '#contracts/http/stock.ts';
import { readSupplierCsv, supplierCsv } from './supplier-csv.ts';

const row = (supplierId: string, name: string): SupplierRow => ({
  revision: 2,
  supplier: {
    supplierId,
    name,
    email: `${supplierId}@mill.test`,
    leadTimeDays: 3,
    minimumOrder: 5000,
    items: [],
    status: 'active',
  },
  changedAt: '2026-11-01T00:00:00.000Z',
  changedBy: null,
});
const ROWS = [row('mill', 'Mill, "Old"'), row('tea', 'Tea & Co')];
const read = (text: string) => readSupplierCsv(new TextEncoder().encode(text), ROWS, { digits: 2, newId: () => 'new' });

it('reads what it writes, and that changes nothing', () => {
  const { planned, refused } = read(supplierCsv(ROWS, 2));
  expect(refused).toEqual([]);
  expect(planned.map(({ after }) => after)).toEqual(ROWS.map(({ supplier }) => supplier));
});

it('changes whom a line names by id or name, makes others, and leaves what is empty', () => {
  const { planned } = read('name;lead time;minimum order;status\nTea & Co;10;;archived\nFresh Farm;;12,50;\n');
  expect(planned).toMatchObject([
    { revision: 2, before: { supplierId: 'tea' }, after: { leadTimeDays: 10, minimumOrder: 5000, status: 'archived' } },
    { revision: 0, before: null, after: { supplierId: 'new', leadTimeDays: 7, minimumOrder: 1250, status: 'active' } },
  ]);
});

it('says line by line what cannot be', () => {
  const { planned, refused } = read(
    'id,name,email,lead time,minimum order,status\nnone,A,,,,\n,,,,,\n,B,no mail,,,\n,C,,soon,,\n,D,,,1.234,\n,E,,,,gone\n,F,,,,\n,F,,,,\n,G,,400,,',
  );
  expect(refused.map(({ line, code }) => `${line} ${code}`)).toEqual([
    '2 id-unknown',
    '4 email-wrong',
    '5 days-wrong',
    '6 decimals',
    '7 choice',
    '9 row-twice',
    '10 days-wrong',
  ]);
  expect(planned).toHaveLength(1);
});
