import type { ColumnType, Generated } from 'kysely';
import type { CaseKind, CaseStep } from '#contracts/facts/case-facts.ts';
import type { MemberProgram } from '#contracts/member/program.ts';
import type { ProfileField } from '#domain/member/profile.ts';
import type { Json, Moment } from '#sync-server/db/column-types.ts';

interface MemberTable {
  member_id: string;
  subject_id: string;
  card_number: string;
  group_id: Generated<string | null>;
  /** When and by whom their profile was erased; its key is gone. */
  erased_at: ColumnType<Date | null, never, string>;
  erased_by: ColumnType<string | null, never, string | null>;
  /** Counts the states of the profile, and at which each field changed last. */
  revision: Generated<number>;
  field_revisions: ColumnType<Partial<Record<ProfileField, number>>, never, never>;
  enrolled_at: ColumnType<Date | null, string | null, never>;
  enrolled_store: ColumnType<string | null, string | null, never>;
  /** The member whom they were merged into, and the one that they are read under with all others merged there; null: themselves. */
  merged_into: Generated<string | null>;
  root_id: Generated<string | null>;
  tags: Generated<string[]>;
  /** The state of the profile that `member_contact` was made from. */
  read_revision: Generated<number>;
}

/** What a member is found by: keyed hashes, and the end of a phone number. */
interface MemberContactTable {
  member_id: string;
  kind: 'phone' | 'email';
  contact_key: string;
  phone_end: string | null;
}

/**
 * Texts about a member in the vault besides their profile: a change of it, what it said before one that two people made, a change of their
 * tags, words of a case.
 */
interface MemberTextTable {
  subject_id: string;
  member_id: string;
  kind: 'change' | 'before' | 'tags' | 'case' | 'order';
  fields: string[] | null;
  at: Moment;
  by: string | null;
}

/** What members said to a purpose, each time. */
interface ConsentTable {
  journal_id: string;
  seq: number;
  member_id: string;
  purpose_id: string;
  given: boolean;
  text_version: number;
  language: string;
  channel: 'till' | 'office' | 'online';
  at: Moment;
  store_id: string;
  by: string | null;
}

interface MemberProgramTable {
  version: number;
  program: Json<MemberProgram>;
  changed_at: Moment;
  changed_by: string | null;
}

/** What a sale earns by the rule that held when it was booked; `points` is what it comes to now. */
interface PointOrderTable {
  order_id: string;
  member_id: string;
  instrument: string;
  currency: string;
  business_date: string;
  base: 'net' | 'gross';
  rate_ppm: number;
  expiry_months: number;
  eligible: number;
  returned: number;
  points: number;
}

/** A signed change of a member's points that no redemption is: of one ticket, by what it sold, took back, or found expired. */
interface PointMovementTable {
  order_id: string;
  journal_id: string;
  seq: number;
  kind: 'earned' | 'expired';
  instrument: string;
  member_id: string;
  amount: number;
  business_date: string;
  at: Moment;
}

interface MemberMergeTable {
  merge_id: string;
  kept: string;
  merged: string;
  at: Moment;
  by: string | null;
  undone_at: ColumnType<Date | null, never, string>;
  undone_by: ColumnType<string | null, never, string | null>;
}

/** Pairs that are two people; the lower id first. */
interface MemberPartedTable {
  member_id: string;
  other_id: string;
  at: Moment;
  by: string | null;
}

/** A question, complaint or wish; what was said of it lies in the vault under the ids of its notes. */
interface MemberCaseTable {
  case_id: string;
  /** Whoever it is of, also by the order it is about. */
  member_id: string | null;
  order_id: string | null;
  kind: CaseKind;
  state: 'open' | 'closed';
  /** When what said so was witnessed. */
  state_at: ColumnType<Date | null, string, string>;
  store_id: string;
  opened_at: Moment;
  opened_by: string | null;
  assigned_to: Generated<string | null>;
  closed_at: ColumnType<Date | null, never, string | null>;
  closed_by: ColumnType<string | null, never, string | null>;
}

interface CaseNoteTable {
  note_id: string;
  case_id: string;
  at: Moment;
  by: string | null;
  step: 'opened' | CaseStep;
  assigned_to: string | null;
}

interface VaultTable {
  subject_id: string;
  /** AES-256 key of this subject alone; null once erased. */
  key: Uint8Array | null;
  /** 12 bytes IV, ciphertext, 16 bytes tag. */
  ciphertext: Uint8Array;
}

export interface MemberTables {
  member: MemberTable;
  member_contact: MemberContactTable;
  member_text: MemberTextTable;
  consent: ConsentTable;
  member_merge: MemberMergeTable;
  member_parted: MemberPartedTable;
  member_program: MemberProgramTable;
  point_order: PointOrderTable;
  point_movement: PointMovementTable;
  member_case: MemberCaseTable;
  case_note: CaseNoteTable;
  vault: VaultTable;
}
