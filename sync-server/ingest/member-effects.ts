import type { CaseChanged, CaseOpened } from '#contracts/facts/case-facts.ts';
import type { ConsentChanged, MemberMerged, MemberProgramPublished } from '#contracts/facts/member-facts.ts';
import type { ProfileField } from '#domain/member/profile.ts';
import type { Source } from '#sync-server/ingest/effects.ts';

export interface EnrolledEffect {
  type: 'enrolled';
  memberId: string;
  subjectId: string;
  cardNumber: string;
  at: string;
  storeId: string;
}

/** A change of a profile, which lies in the vault. */
export interface RevisedEffect {
  type: 'revised';
  memberId: string;
  subjectId: string;
  fields: readonly ProfileField[];
  /** Fields that somebody else changed meanwhile, and under which id what they said is kept. */
  contested: { fields: readonly ProfileField[]; textId: string } | null;
  at: string;
  by: string | null;
}

/** Tags put on or taken off; which they are lies in the vault. */
export interface TaggedEffect {
  type: 'tagged';
  memberId: string;
  subjectId: string;
  at: string;
  by: string | null;
}

/** A question, complaint or wish, and what is done about it; words lie in the vault. */
export interface CaseOpenedEffect {
  type: 'case-opened';
  opened: CaseOpened;
  at: string;
  by: string | null;
  storeId: string;
}
export interface CaseChangedEffect {
  type: 'case-changed';
  changed: CaseChanged;
  at: string;
  by: string | null;
}

/** A member whose profile is erased. */
export interface ErasedEffect {
  type: 'erased';
  memberId: string;
  at: string;
  by: string | null;
}

/** What a member said to a purpose. */
export interface ConsentEffect extends Source {
  type: 'consent';
  said: ConsentChanged;
  at: string;
  by: string | null;
  storeId: string;
}

export interface ProgramEffect {
  type: 'program';
  published: MemberProgramPublished;
  at: string;
  by: string | null;
}

/** Two members who are one person from now on, or two again. */
export interface MergeEffect {
  type: 'merged' | 'unmerged';
  merge: MemberMerged;
  at: string;
  by: string | null;
}

export interface PartedEffect {
  type: 'parted';
  memberIds: readonly string[];
  at: string;
  by: string | null;
}

/** What facts make of members, in their order. */
export type MemberEffect =
  | EnrolledEffect
  | RevisedEffect
  | TaggedEffect
  | CaseOpenedEffect
  | CaseChangedEffect
  | ErasedEffect
  | ConsentEffect
  | ProgramEffect
  | MergeEffect
  | PartedEffect;

/** What booking such facts must look up. */
export interface MemberNeeds {
  memberIds: Set<string>;
}

/** A member as known before a batch. */
export interface KnownMember {
  revision: number;
  /** At which revision each field changed last; those never changed are not there. */
  fieldRevisions: Readonly<Partial<Record<ProfileField, number>>>;
  erased: boolean;
}

export interface MemberLookups {
  known: Map<string, KnownMember>;
}

export function noMemberNeeds(): MemberNeeds {
  return { memberIds: new Set() };
}
