/** What migration 0031-members runs, in order. */
export const MEMBERS: readonly string[] = [
  `alter table member add column revision int8 not null default 1, add column field_revisions jsonb not null default '{}',
      add column enrolled_at timestamptz, add column enrolled_store text, add column merged_into text, add column root_id text,
      add column tags text[] not null default '{}', add column read_revision int8 not null default 0`,
  'create index member_root on member (root_id) where root_id is not null',
  'create index member_card on member (card_number)',
  // Keyed hashes of phone number and e-mail, by which a member is found; they go with the profile.
  `create table member_contact (member_id text not null, kind text not null, contact_key text not null, phone_end text,
      primary key (member_id, kind))`,
  'create index member_contact_key on member_contact (contact_key)',
  // Texts about a member in the vault besides their profile: all of them go with it.
  `create table member_text (subject_id uuid primary key, member_id text not null, kind text not null, fields text[],
      at timestamptz not null, by text)`,
  'create index member_text_of on member_text (member_id)',
  `create table consent (journal_id uuid not null, seq int8 not null, member_id text not null, purpose_id text not null,
      given boolean not null, text_version int8 not null, language text not null, channel text not null, at timestamptz not null,
      store_id text not null, by text, primary key (journal_id, seq))`,
  'create index consent_of on consent (member_id, purpose_id, at)',
  `create table member_program (version int8 primary key, program jsonb not null, changed_at timestamptz not null, changed_by text)`,
  // What a sale earns, and every change of it; the balance is in `stored_value`.
  `create table point_order (order_id uuid primary key, member_id text not null, instrument text not null, currency text not null,
      business_date date not null, base text not null, rate_ppm int8 not null, expiry_months int4 not null, eligible int8 not null,
      returned int8 not null, points int8 not null)`,
  `create table point_movement (order_id uuid not null, journal_id uuid not null, seq int8 not null, kind text not null,
      instrument text not null, member_id text not null, amount int8 not null, business_date date not null, at timestamptz not null,
      primary key (order_id, journal_id, seq, kind))`,
  'create index point_movement_of on point_movement (member_id, business_date)',
  'create index point_movement_instrument on point_movement (instrument)',
  'create index stored_value_member on stored_value (member_id) where member_id is not null',
  `create table member_merge (merge_id uuid primary key, kept text not null, merged text not null, at timestamptz not null, by text,
      undone_at timestamptz, undone_by text)`,
  'create index member_merge_of on member_merge (kept)',
  // Pairs that somebody looked at and that are two people; the lower id first.
  `create table member_parted (member_id text not null, other_id text not null, at timestamptz not null, by text,
      primary key (member_id, other_id))`,
  `create table member_case (case_id uuid primary key, member_id text, order_id uuid, kind text not null, state text not null,
      store_id text not null, opened_at timestamptz not null, opened_by text, closed_at timestamptz, closed_by text)`,
  'create index member_case_of on member_case (member_id)',
  `create index member_case_open on member_case (store_id, opened_at) where state = 'open'`,
  `create table case_note (note_id uuid primary key, case_id uuid not null, at timestamptz not null, by text)`,
  'create index case_note_of on case_note (case_id, at)',
  // Who sells may enrol and look members up; who erases may do the rest: what roles may not yet say, nobody could give.
  `update role set role = jsonb_set(role, '{grants}', role -> 'grants' || '{"member-enrol": true, "members": true}')
      where role -> 'grants' ? 'sell'`,
  `update role set role = jsonb_set(role, '{grants}', role -> 'grants' || '{"member-merge": true, "member-export": true}')
      where role -> 'grants' ? 'member-erase'`,
];
