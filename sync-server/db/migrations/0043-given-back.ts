/** What migration 0043-given-back runs: what tills gave back before it left is found among all that they ever sold for later. */
export const GIVEN_BACK: readonly string[] = [
  'create index online_order_line_given_back on online_order_line (order_id) where given_back > 0',
  'create index online_order_charge_given_back on online_order_charge (order_id) where given_back > cancelled',
];
