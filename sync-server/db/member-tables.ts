import type { ColumnType, Generated } from 'kysely';
import type { ProfileField } from '#domain/member/profile.ts';
import type { Moment } from '#sync-server/db/column-types.ts';

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

/** Texts about a member in the vault besides their profile: a change of it, what it said before one that two people made, words of a case. */
interface MemberTextTable {
  subject_id: string;
  member_id: string;
  kind: 'change' | 'before' | 'case';
  fields: string[] | null;
  at: Moment;
  by: string | null;
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
  vault: VaultTable;
}
