import type { CounterCode } from '#contracts/ipc/counter.ts';
import { checkDigit } from '#domain/gs1/check-digit.ts';
import { symbolPicture } from '#drivers/sim/symbols.ts';

const GLOBE = '2900100020008';
const TEA = { gtin: '02902000000036', name: 'English Breakfast Tea 250 g', nameZh: '英式早餐茶 250 克' };
const DAY_MS = 86_400_000;

/**
 * What lies on the counter to be scanned: articles of the demo shop (resources/demo), in every kind of code it sells by. Those
 * with a date are good or past on the day given.
 */
export function counterCodes(today: Date): CounterCode[] {
  const globe = { name: 'Inflatable Political Globe', nameZh: '充气政区地球仪' };
  const good = gs1Date(new Date(today.getTime() + 60 * DAY_MS));
  const past = gs1Date(new Date(today.getTime() - 3 * DAY_MS));
  const code = (
    codeId: string,
    kind: string,
    article: { name: string; nameZh: string },
    symbology: string | null,
    text: string,
  ): CounterCode => ({ codeId, kind, name: article.name, nameZh: article.nameZh, symbology, text });
  const ean = (id: string, name: string, nameZh: string, text: string) =>
    code(id, 'article', { name, nameZh }, ']E0', text);
  return [
    code('globe', 'article', globe, ']E0', GLOBE),
    ean('cola', 'Cola 330 ml, Bottle', '可乐 330 毫升（瓶装）', '2902000000067'),
    ean('shirt', 'T-Shirt Red M', 'T 恤 红 M', '2902000000128'),
    ean('wine', 'Red Wine 75 cl', '红葡萄酒 75 厘升', '2902000000173'),
    ean('apples', 'Apples, Braeburn', '布雷本苹果', '2902000000012'),
    code(
      'cheddar-weight',
      'weight',
      { name: 'Mature Cheddar, 350 g', nameZh: '陈年切达奶酪，350 克' },
      ']E0',
      inStore('210040200350'),
    ),
    code('apples-price', 'price', { name: 'Apples for 1.50', nameZh: '苹果，1.50' }, ']E0', inStore('220040100150')),
    code('tea-datamatrix', 'batch', TEA, ']d2', `01${TEA.gtin}17${good}10T4711`),
    code('tea-expired', 'expired', TEA, ']d2', `01${TEA.gtin}17${past}10T4702`),
    code('tea-link', 'link', TEA, ']Q1', `https://id.gs1.org/01/${TEA.gtin}/10/T4711?17=${good}`),
    code('globe-wrong', 'wrong', globe, ']E0', `${GLOBE.slice(0, -1)}${(Number(GLOBE.at(-1)) + 1) % 10}`),
    code('wallet-code', 'wallet', { name: '1345 6789 …', nameZh: '1345 6789 …' }, ']C0', '134567890123456789'),
  ];
}

/** The symbol as it would be printed; a code whose check digit is wrong looks as if it were right. */
export function codePicture({ text, symbology }: CounterCode): string | null {
  if (symbology === ']d2') return symbolPicture('datamatrix', text);
  if (symbology === ']Q1') return symbolPicture('qrcode', text);
  return symbology === ']E0' ? symbolPicture('ean13', text.slice(0, 12)) : symbolPicture('code128', text);
}

function inStore(digits: string): string {
  return `${digits}${checkDigit(digits)}`;
}

/** YYMMDD (GS1 General Specifications, section 3.4: dates). */
function gs1Date(day: Date): string {
  return day.toISOString().slice(2, 10).replaceAll('-', '');
}
