import { expect, test } from 'vitest';
import type { FleetStore } from '#contracts/http/fleet.ts';
import { readStoreCsv, storeCsv, storeRecord } from './store-csv.ts';

const HOURS = { from: '22:00', to: '05:00' };
const QUAY: FleetStore = {
  storeId: 'quay',
  name: 'Quay',
  revision: 3,
  archived: false,
  legalName: 'Quay Ltd',
  address: ['1 Quay', 'Hull'],
  taxNumber: 'GB1',
  currency: 'GBP',
  language: 'en-GB',
  timeZone: 'Europe/London',
  dayStartsAt: '04:00',
  updateWindow: HOURS,
};
const PIER: FleetStore = {
  ...QUAY,
  storeId: 'pier',
  name: 'Pier',
  revision: 1,
  currency: 'EUR',
  timeZone: 'Europe/Dublin',
};

const read = (text: string) => readStoreCsv(new TextEncoder().encode(text), [QUAY, PIER], 'quay');

test('what a line leaves empty stays, and a name alone means the store of that name', () => {
  const { planned, refused } = read(
    'name,address,time zone,day starts,updates\nQuay,2 Quay | Hull,Europe/Paris,,23:00 - 04:00\n',
  );
  expect(refused).toEqual([]);
  expect(planned).toEqual([
    {
      line: 2,
      before: storeRecord(QUAY),
      revision: 3,
      after: {
        ...storeRecord(QUAY),
        address: ['2 Quay', 'Hull'],
        timeZone: 'Europe/Paris',
        updateWindow: { from: '23:00', to: '04:00' },
      },
    },
  ]);
});

test('others are made like the store of this till, or like the one that is named, with a short name of their own', () => {
  const { planned, refused } = read(
    'id,name,like,prices,address\n,Café Süd,,,\nmole-2,Mole,Pier,no,3 Mole\n,Pier Two,pier,yes,\n',
  );
  expect(refused).toEqual([]);
  expect(
    planned.map(({ after: { storeId, currency, address, model } }) => [storeId, currency, address, model]),
  ).toEqual([
    ['cafe-sud', 'GBP', [], { storeId: 'quay', prices: true }],
    ['mole-2', 'EUR', ['3 Mole'], { storeId: 'pier', prices: false }],
    ['pier-two', 'EUR', [], { storeId: 'pier', prices: true }],
  ]);
  expect(planned.every(({ before, revision }) => before === null && revision === 0)).toBe(true);
});

test('what cannot be is told with its line and column', () => {
  const { planned, refused } = read(
    [
      'id,name,like,currency,language,time zone,day starts,updates,address',
      ',Quay,,XXQ,,,,,',
      ',One,nowhere,,,,,,',
      ',Two,,USD,,,,,',
      ',Three,,,,Mars/Olympus,,,',
      ',Four,,,,,25:00,,',
      ',Five,,,,,,night,',
      ',Six,,,not a tag,,,,',
      ',码头,,,,,,,',
      ',Seven,,,,,,,a|b|c|d|e|f|g',
      ',Quay?,,,,,,,',
    ].join('\n'),
  );
  expect(planned).toEqual([]);
  expect(refused.map(({ line, code, params }) => `${line} ${code} ${params?.column ?? ''}`.trim())).toEqual([
    '2 setting-unknown currency',
    '3 id-unknown',
    '4 choice currency',
    '5 setting-unknown time zone',
    '6 setting-unknown day starts',
    '7 hours updates',
    '8 setting-unknown language',
    '9 store-id',
    '10 lines address',
    '11 store-taken',
  ]);
});

test('what is exported is read as it stands', () => {
  const { planned, refused } = read(storeCsv([QUAY, PIER]));
  expect(refused).toEqual([]);
  expect(planned.map(({ before, after }) => before && [before, after])).toEqual([
    [storeRecord(QUAY), storeRecord(QUAY)],
    [storeRecord(PIER), storeRecord(PIER)],
  ]);
});
