/** What migration 0004-line-figures runs, in order. */
export const LINE_FIGURES: readonly string[] = [
  `alter table customer_order add column line_count int not null default 0,
      add column return_count int not null default 0, add column discount_count int not null default 0`,
  'alter table order_line add column gross int8 not null default 0',
  'update order_line set gross = amount',
  'alter table return_line add column gross int8 not null default 0',
  'update return_line set gross = amount',
];
