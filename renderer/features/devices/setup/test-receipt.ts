import type { ReceiptDocument } from '#domain/receipt/receipt-document.ts';
import { TEST_BARCODE } from './test-barcode.ts';

export interface TestReceiptInput {
  /** BCP 47 tag of the words. */
  language: string;
  widthMm: 58 | 80;
  storeName: string;
  registerName: string;
  /** When it is printed, formatted. */
  at: string;
  words: {
    title: string;
    notSale: string;
    register: string;
    item: string;
    total: string;
    works: string;
  };
  /** An amount as receipts show it. */
  amount: string;
  /** What is set up: its name, and what is set. */
  devices: readonly { name: string; set: string }[];
}

/** The receipt that ends setting up: it has all that a receipt has, says that nothing was sold, and lists what is set up. */
export function testReceipt(input: TestReceiptInput): ReceiptDocument {
  const { language, widthMm, storeName, registerName, at, words, amount, devices } = input;
  return {
    language,
    widthMm,
    blocks: [
      { kind: 'text', text: storeName, align: 'center', bold: true, size: 2 },
      { kind: 'text', text: words.title, align: 'center', bold: true },
      { kind: 'text', text: words.notSale, align: 'center' },
      { kind: 'row', left: `${words.register} ${registerName}`, right: at },
      { kind: 'rule' },
      { kind: 'row', left: words.item, right: amount },
      { kind: 'row', left: words.total, right: amount, bold: true, size: 2 },
      { kind: 'rule' },
      ...devices.flatMap(({ name, set }): ReceiptDocument['blocks'] => [
        { kind: 'text', text: name, bold: true },
        { kind: 'text', text: set },
      ]),
      { kind: 'rule' },
      { kind: 'barcode', text: TEST_BARCODE },
      { kind: 'text', text: words.works, align: 'center' },
      { kind: 'feed', lines: 1 },
    ],
  };
}
