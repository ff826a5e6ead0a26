import type { ColumnType, Generated } from 'kysely';

interface MemberTable {
  member_id: string;
  subject_id: string;
  card_number: string;
  group_id: Generated<string | null>;
  /** When and by whom their profile was erased; its key is gone. */
  erased_at: ColumnType<Date | null, never, string>;
  erased_by: ColumnType<string | null, never, string | null>;
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
  vault: VaultTable;
}
