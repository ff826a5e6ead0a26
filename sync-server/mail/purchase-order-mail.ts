import type { PurchaseOrderFile } from '#sync-server/views/purchase-order-file.ts';

interface OrderWords {
  order: string;
  please: string;
  address: string;
  expected: string;
  note: string;
}

const ENGLISH: OrderWords = {
  order: 'Order',
  please: 'Please deliver what the attached file lists.',
  address: 'To',
  expected: 'Expected on',
  note: 'Note',
};

const CHINESE: OrderWords = {
  order: '采购订单',
  please: '请按附件清单供货。',
  address: '送货至',
  expected: '期望到货日期',
  note: '备注',
};

export interface PurchaseOrderMail {
  subject: string;
  text: string;
  attachments: { filename: string; content: string; contentType: string }[];
}

/** An order as an e-mail to its supplier, in the store's language, with its lines as a file. */
export function purchaseOrderMail({ name, csv, order, store }: PurchaseOrderFile): PurchaseOrderMail {
  const words = /^zh\b/i.test(store.language) ? CHINESE : ENGLISH;
  const title = `${words.order} ${order.number} · ${store.name}`;
  const lines = [
    title,
    '',
    words.please,
    '',
    `${words.address}: ${[store.name, ...store.address].join(', ')}`,
    ...(order.expectedOn === undefined ? [] : [`${words.expected}: ${order.expectedOn}`]),
    ...(order.note === undefined || order.note === '' ? [] : [`${words.note}: ${order.note}`]),
  ];
  return {
    subject: title,
    text: `${lines.join('\n')}\n`,
    attachments: [{ filename: name, content: csv, contentType: 'text/csv; charset=utf-8' }],
  };
}
