/** What messages about fulfilments say, beside names and figures. */
export interface MessageWords {
  hello: string;
  ready: string;
  reminder: string;
  shipped: string;
  where: string;
  code: string;
  show: string;
  keptUntil: string;
  toPay: string;
  goods: string;
  parcel: string;
}

const ENGLISH: MessageWords = {
  hello: 'Hello',
  ready: 'Your order is ready to collect',
  reminder: 'Your order is still waiting for you',
  shipped: 'Your order is on its way',
  where: 'Collect it from',
  code: 'Collection code',
  show: 'Show the QR code or say the collection code at the till. Whoever has the code can collect the order.',
  keptUntil: 'We keep it for you until',
  toPay: 'To pay at the till',
  goods: 'Items',
  parcel: 'Parcel',
};

const CHINESE: MessageWords = {
  hello: '您好',
  ready: '您的订单可以取货了',
  reminder: '您的订单还在等您来取',
  shipped: '您的订单已发货',
  where: '取货地点',
  code: '取货码',
  show: '请在收银台出示二维码或报出取货码。持码者即可取货。',
  keptUntil: '保留至',
  toPay: '取货时需付',
  goods: '商品',
  parcel: '包裹',
};

/** The words in an order's language (BCP 47); English where there are none. */
export function messageWords(language: string): MessageWords {
  return /^zh\b/i.test(language) ? CHINESE : ENGLISH;
}
