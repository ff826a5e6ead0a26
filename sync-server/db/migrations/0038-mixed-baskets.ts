/** What migration 0038-mixed-baskets runs, in order: what a till gave back of what it sold and nobody was handed. */
export const MIXED_BASKETS: readonly string[] = [
  `alter table online_order_line add column given_back int8 not null default 0,
      add column given_back_amount int8 not null default 0`,
  'alter table online_order_charge add column given_back int8 not null default 0',
  'create index online_order_ticket_of on online_order (ticket_id) where ticket_id is not null',
];
