import { expect, it } from 'vitest';
import { createI18n } from '#renderer/app/i18n.ts';
import { dataCsv } from '#renderer/ui/data-rows.ts';
import { auditFields, fixFields, lossFields, sessionFields } from './csv-fields.ts';

const { t } = createI18n('en');
const nameOf = (id: string) => (id === 'mia' ? 'Mia' : id);
const AT = '2026-11-22T09:00:00.000Z';
const lines = (text: string) => text.replace('\ufeff', '').trimEnd().split('\r\n');

it('writes what was audited in the words of the screen, and no formula', () => {
  const formats = { money: (minor: number) => `£${minor / 100}`, percent: (ppm: number) => `${ppm / 10_000}%` };
  const entry = { at: AT, registerId: 'r1', registerName: '=Till 1', kind: 'line.voided' };
  const rows = [
    { ...entry, operatorId: 'mia', detail: { name: 'Mug', amount: 1020 } },
    { ...entry, operatorId: null, detail: {} },
  ];
  expect(lines(dataCsv(rows, auditFields({ t, formats, nameOf })))).toEqual([
    'When,Operator,What,Details,Till',
    `${AT},Mia,Line removed,Mug · £10.2,"'=Till 1"`,
    `${AT},,Line removed,,"'=Till 1"`,
  ]);
});

it('writes what is to be fixed with its price in the currency', () => {
  const problem = { code: '4006381333931', problem: 'unlisted-item', name: null, categoryId: null, photo: null };
  const rows = [
    { ...problem, price: 1250, times: 3, lastAt: AT },
    { ...problem, problem: 'moon', price: null, times: 1, lastAt: AT },
  ];
  expect(lines(dataCsv(rows, fixFields(t, 2))).slice(1)).toEqual([
    `4006381333931,,Not in the catalogue,12.50,3,${AT}`,
    `4006381333931,,moon,,1,${AT}`,
  ]);
});

it('writes operators with how often and for how much', () => {
  const of = (count: number) => ({ count, amount: count * 100 });
  const row = {
    ...{ operatorId: 'mia', name: 'Mia', receipts: 40, lineVoids: of(1), abandonedCarts: of(2), noSales: 3 },
    ...{ postVoids: of(4), copies: 5, refundsWithoutReceipt: of(6), discounts: of(7), overridesRefused: 8 },
    overShort: -50,
  };
  const [head = '', line] = lines(dataCsv([row], lossFields(t, 2)));
  expect(head.split(',').slice(2, 5)).toEqual(['Lines removed', 'Lines removed: Amount', 'Carts given up']);
  expect(line).toBe('Mia,40,1,1.00,2,2.00,3,4,4.00,5,6,6.00,7,7.00,8,-0.50');
});

it('writes shifts, also those that are open, in a currency without decimals', () => {
  const closed = { zNumber: 7, at: AT, differences: -5, fromServer: false };
  const open = {
    ...{ sessionId: 's', registerId: 'r1', registerName: 'Till 1', openedAt: AT, openedBy: 'mia' },
    ...{ journalId: 'j', businessDate: '2026-11-22', receipts: 2, total: 300 },
  };
  const rows = [
    { ...open, closed },
    { ...open, closed: null },
  ];
  expect(lines(dataCsv(rows, sessionFields(t, 0, nameOf))).slice(1)).toEqual([
    `Till 1,${AT},Mia,${AT},7,2,300,-5`,
    `Till 1,${AT},Mia,,,2,300,`,
  ]);
});
