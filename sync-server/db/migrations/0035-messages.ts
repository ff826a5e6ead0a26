/** What migration 0035-messages runs, in order. */
export const MESSAGES: readonly string[] = [
  `alter table mail add column fulfilment_id uuid, add column message text, add column medium text not null default 'e-mail'`,
  `create unique index mail_fulfilment on mail (fulfilment_id, message) where message in ('ready', 'reminder')`,
  // Codes of what ended of late are forgotten.
  `create index fulfilment_ended on fulfilment (changed_at)
      where method = 'pickup' and state in ('done', 'refused', 'expired', 'released')`,
];
