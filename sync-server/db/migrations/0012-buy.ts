/** What migration 0012-buy runs, in order. */
export const BUY: readonly string[] = [
  `create table supplier (
      supplier_id text primary key, revision int8 not null, supplier jsonb not null, changed_at timestamptz not null,
      changed_by text)`,
  `create table purchase_order (
      purchase_order_id text primary key, number int8 not null unique, revision int8 not null, supplier_id text not null,
      location_id text not null, status text not null, body jsonb not null, created_at timestamptz not null,
      changed_at timestamptz not null, changed_by text)`,
  'create index purchase_order_location on purchase_order (location_id, status)',
  `create table purchase_order_line (
      purchase_order_id text not null, variant_id text not null,
      ordered int8 not null default 0 check (ordered between -9007199254740991 and 9007199254740991),
      received int8 not null default 0 check (received between -9007199254740991 and 9007199254740991),
      primary key (purchase_order_id, variant_id))`,
  'create index purchase_order_line_variant on purchase_order_line (variant_id)',
  `alter table mail alter column order_id drop not null, alter column address_id drop not null,
      add column purchase_order_id text, add column mail_to text`,
  'create index mail_purchase_order on mail (purchase_order_id) where purchase_order_id is not null',
];
