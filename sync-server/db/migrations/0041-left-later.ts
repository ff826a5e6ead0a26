/** What migration 0041-left-later runs, in order: what goods cost that tickets left for later is known once they leave. */
export const LEFT_LATER: readonly string[] = [
  'alter table order_line add column to_leave int8 not null default 0',
  'create index order_line_to_leave on order_line (journal_id, seq) where to_leave > 0',
  "create index movement_online on movement (document_id) where document_kind = 'online-order'",
  `update order_line as sold set to_leave = sold.quantity
    from online_order as placed join customer_order as ticket
        on ticket.order_id = placed.ticket_id and ticket.journal_id = placed.journal_id
      join online_order_line as line on line.order_id = placed.order_id
    where sold.journal_id = ticket.journal_id and sold.seq = ticket.seq and sold.line_id = line.line_id`,
];
