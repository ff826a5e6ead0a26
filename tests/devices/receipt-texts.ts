import type { ReceiptDocument } from '#domain/receipt/receipt-document.ts';

/** The words of one receipt in one language. */
export interface ReceiptTexts {
  language: string;
  store: string;
  address: string;
  /** Goods and what they cost, as the language writes amounts. */
  goods: readonly (readonly [name: string, amount: string])[];
  discount: readonly [name: string, amount: string];
  total: readonly [name: string, amount: string];
  tax: string;
  thanks: string;
}

export const RECEIPT_TEXTS: readonly ReceiptTexts[] = [
  {
    language: 'en',
    store: 'Corner Store',
    address: '12 High Street, Leeds LS1 4AP',
    goods: [
      ['Semi-skimmed milk, 2 litres, from free-range cows of the Dales', '£1.45'],
      ['Earl Grey tea, 80 bags', '£3.20'],
      ['Crème fraîche 30 % 200 ml', '£12.00'],
    ],
    discount: ['Member 10 %', '-£0.46'],
    total: ['TOTAL', '£16.19'],
    tax: 'incl. VAT 20 % £0.53',
    thanks: 'Thank you — see you soon!',
  },
  {
    language: 'de',
    store: 'Käse & Brötchen',
    address: 'Große Straße 7, 10115 Köln',
    goods: [
      ['Weißwürste mit süßem Senf aus dem Allgäu, im Glas', '7,49 €'],
      ['Öl-Dose 0,5 l zzgl. Pfand', '0,25 €'],
      ['Äpfel Boskoop 1,234 kg x 2,99 €/kg', '3,69 €'],
    ],
    discount: ['Rabatt 5 %', '-0,57 €'],
    total: ['SUMME', '10,86 €'],
    tax: 'darin MwSt. 7 % 0,71 €',
    thanks: 'Vielen Dank für Ihren Einkauf!',
  },
  {
    language: 'zh-CN',
    store: '街角便利店',
    address: '上海市徐汇区淮海中路100号',
    goods: [
      ['有机绿茶(明前龙井特级)二百五十克装礼盒', '128.00'],
      ['农夫山泉 550ml', '2.00'],
      ['瓦楞纸箱「大号」', '9.90'],
    ],
    discount: ['会员九折', '-13.99'],
    total: ['合计', '125.91'],
    tax: '含增值税 13%：14.49',
    thanks: '谢谢惠顾，欢迎再来！',
  },
  {
    language: 'zh-TW',
    store: '轉角雜貨店',
    address: '臺北市信義區松高路一號',
    goods: [
      ['高山烏龍茶葉（冬季手採）一百五十公克禮盒裝', 'NT$450'],
      ['礦泉水', 'NT$20'],
      ['鳳梨酥', 'NT$35'],
    ],
    discount: ['會員優惠', '-NT$50'],
    total: ['總計', 'NT$455'],
    tax: '內含營業稅 NT$22',
    thanks: '謝謝光臨，歡迎再來！',
  },
  {
    language: 'ja',
    store: '角の雑貨屋',
    address: '東京都渋谷区神南一丁目2番3号',
    goods: [
      ['宇治抹茶入り玄米茶ティーバッグ五十袋入りお徳用', '698円'],
      ['ﾊﾟﾝ(食ﾊﾟﾝ)', '158円'],
      ['表札ソーラー能登', '1,280円'],
    ],
    discount: ['会員割引', '-85円'],
    total: ['合計', '2,051円'],
    tax: '内消費税等 8% 151円',
    thanks: 'ありがとうございました。',
  },
  {
    language: 'ko',
    store: '골목 가게',
    address: '서울특별시 종로구 세종대로 1',
    goods: [
      ['유기농 녹차 티백 오십 개입 대용량 선물 세트 특가', '12,800원'],
      ['생수 2L', '900원'],
      ['김치 1kg', '9,500원'],
    ],
    discount: ['회원 할인', '-1,160원'],
    total: ['합계', '22,040원'],
    tax: '부가세 포함 2,004원',
    thanks: '감사합니다. 또 오세요!',
  },
];

/** The receipt as meant, the same in every language: head, goods, discount, total, tax, number, code, thanks. */
export function receiptOf(texts: ReceiptTexts): ReceiptDocument {
  const { language, store, address, goods, discount, total, tax, thanks } = texts;
  const row = ([left, right]: readonly [string, string]) => ({ kind: 'row', left, right }) as const;
  return {
    language,
    copyMark: 'COPY',
    blocks: [
      { kind: 'text', text: store, align: 'center', bold: true, size: 2 },
      { kind: 'text', text: address, align: 'center' },
      { kind: 'rule' },
      ...goods.map(row),
      row(discount),
      { kind: 'rule' },
      { ...row(total), bold: true, size: 2 },
      { kind: 'text', text: tax },
      { kind: 'feed', lines: 1 },
      { kind: 'barcode', text: 'R2-000123%5' },
      { kind: 'barcode', text: '4006381333931', symbology: 'ean13' },
      { kind: 'qr', text: 'https://shop.example/r/2-000123?s=ü' },
      { kind: 'text', text: thanks, align: 'center' },
    ],
  };
}
