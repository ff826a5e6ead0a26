/** How bad, whether what was entered or paid is safe, and who can act. Words for people are in the window's locales under `error.<code>`. */
export interface ErrorEntry {
  severity: 'info' | 'warning' | 'error';
  dataSafe: boolean;
}

const warn: ErrorEntry = { severity: 'warning', dataSafe: true };
const fail: ErrorEntry = { severity: 'error', dataSafe: true };

/** Every code that can reach a person. Each has a title and a next step in every language shipped; a test checks it. */
export const ERRORS = {
  // the till's host
  'journal-disk-full': fail,
  'journal-unwritable': fail,
  'journal-damaged': fail,
  'not-enrolled': warn,
  'not-signed-in': warn,
  'draft-invalid': fail,
  'pin-wrong': warn,
  'pin-locked': warn,
  'operator-unknown': warn,
  'enrol-code-invalid': warn,
  'enrol-server-unreachable': warn,
  'enrol-already': warn,
  'host-unreachable': fail,
  // printing
  'printer-not-configured': warn,
  'printer-unreachable': warn,
  'printer-paper-out': warn,
  'printer-cover-open': warn,
  'printer-error': warn,
  'printer-timeout': warn,
  'printer-interrupted': warn,
  // selling
  'barcode-unknown': warn,
  'barcode-check-digit': warn,
  'price-missing': warn,
  'stock-zero': { severity: 'info', dataSafe: true },
  'tax-category-unknown': fail,
  'quantity-invalid': warn,
  'price-invalid': warn,
  'discount-invalid': warn,
  'amount-too-large': warn,
  'scan-while-paying': warn,
  'storage-full': fail,
  'storage-unusable': fail,
  'window-elsewhere': warn,
  // the server
  unauthorised: fail,
  revoked: fail,
  'body-invalid': fail,
  'protocol-unsupported': fail,
  'checkpoint-unknown': { severity: 'info', dataSafe: true },
  'not-found': warn,
  'too-many-requests': warn,
  internal: fail,
  // verdicts on facts
  'signature-invalid': fail,
  'chain-broken': fail,
  'journal-forked': fail,
  'journal-gap': { severity: 'info', dataSafe: true },
  'payload-invalid': fail,
  'kind-unknown': warn,
  'kind-forbidden': fail,
  'arithmetic-differs': fail,
  'settle-differs': warn,
  'price-differs': warn,
  'receipt-number-differs': fail,
  'operator-not-known': warn,
  'order-repeated': fail,
  unbookable: fail,
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof ERRORS;
