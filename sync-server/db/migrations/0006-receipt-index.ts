/** What migration 0006-receipt-index runs, in order. */
export const RECEIPT_INDEX: readonly string[] = [
  'create index customer_order_receipt on customer_order (receipt_number)',
];
