/** What a receipt by e-mail says, beside names and figures. */
export interface MailWords {
  receipt: string;
  returned: string;
  copy: string;
  total: string;
  rounding: string;
  tax: string;
  onBase: string;
  change: string;
  tip: string;
  discount: string;
  taxNumber: string;
  gift: string;
}

const ENGLISH: MailWords = {
  receipt: 'Receipt',
  returned: 'Returned',
  copy: 'COPY',
  total: 'Total',
  rounding: 'Rounding',
  tax: 'Tax',
  onBase: 'on',
  change: 'Change',
  tip: 'Tip',
  discount: 'Discount',
  taxNumber: 'Tax number',
  gift: 'Gift receipt',
};

const CHINESE: MailWords = {
  receipt: '小票',
  returned: '退货',
  copy: '副本',
  total: '合计',
  rounding: '抹零',
  tax: '税',
  onBase: '计税额',
  change: '找零',
  tip: '小费',
  discount: '折扣',
  taxNumber: '税号',
  gift: '礼品小票',
};

/** The words in a store's language (BCP 47); English where there are none. */
export function mailWords(language: string): MailWords {
  return /^zh\b/i.test(language) ? CHINESE : ENGLISH;
}
