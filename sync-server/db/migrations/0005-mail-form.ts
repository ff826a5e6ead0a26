/** What migration 0005-mail-form runs, in order. */
export const MAIL_FORM: readonly string[] = [
  `alter table mail add column copy int not null default 0, add column form text not null default 'receipt'`,
];
