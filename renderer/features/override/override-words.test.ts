import i18next from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import en from '#renderer/app/locales/en.json' with { type: 'json' };
import zh from '#renderer/app/locales/zh-CN.json' with { type: 'json' };
import type { OverrideRequest } from './override.ts';
import { overrideWords } from './override-words.ts';

const formats = {
  money: (minor: number) => (minor / 100).toFixed(2),
  percent: (ppm: number) => `${ppm / 10_000} %`,
};
const i18n = i18next.createInstance();
beforeAll(() => i18n.init({ resources: { en: { translation: en }, 'zh-CN': { translation: zh } } }));

const SUBJECT = '0192f000-0000-7000-8000-000000000001';

test.each<[Omit<OverrideRequest, 'subjectId'>, string, string]>([
  [
    { permission: 'discount', size: 200_000, amount: 204, name: 'Mug red' },
    '20 % off Mug red, 2.04',
    'Mug red优惠 20 %，减 2.04',
  ],
  [{ permission: 'discount', size: 200_000, amount: 204 }, '20 % off the whole cart, 2.04', '整单优惠 20 %，减 2.04'],
  [{ permission: 'cash-move', size: 5000, amount: 5000, direction: 'out' }, 'Cash out 50.00', '支出现金 50.00'],
  [
    { permission: 'price-override', size: 500_000, amount: 300, name: 'Mug red' },
    'Mug red for 3.00, 50 % below its price',
    'Mug red改为 3.00，比标价低 50 %',
  ],
  [
    { permission: 'return-without-receipt', size: 1200, amount: 1200, name: 'Mug red' },
    'Return without a receipt: Mug red 12.00',
    '无小票退货：Mug red 12.00',
  ],
  [
    { permission: 'day-close', size: 0, earlierDate: '2026-11-20' },
    'Open the shift on an earlier date: 2026-11-20',
    '以更早的日期开班：2026-11-20',
  ],
  [{ permission: 'no-sale', size: 0 }, 'Open the drawer without a sale', '无销售开钱箱'],
])('a manager reads what is allowed: %j', (request, english, chinese) => {
  const words = (language: string) =>
    overrideWords(i18n.getFixedT(language), formats, { ...request, subjectId: SUBJECT });
  expect([words('en'), words('zh-CN')]).toEqual([english, chinese]);
});
