/** What migration 0042-order-numbers runs: an order is found by its number at a counter. */
export const ORDER_NUMBERS: readonly string[] = ['create index online_order_number on online_order (upper(number))'];
