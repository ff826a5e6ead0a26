import type { Permission } from '#domain/operator/permission.ts';

/** Who may witness what becomes of members; till and server check the same. */
export const MEMBER_PERMISSIONS = {
  'member.enrolled': 'member-enrol',
  'member.revised': 'members',
  'member.tagged': 'members',
  'case.opened': 'members',
  'case.changed': 'cases',
  // Who enrols asks; who sees a member's page changes what they said.
  'consent.changed': 'member-enrol',
} as const satisfies Record<string, Permission>;

export type MemberKind = keyof typeof MEMBER_PERMISSIONS;

/** Whether a fact is one about a member that a till witnesses. */
export function isMemberKind(kind: string): kind is MemberKind {
  return Object.hasOwn(MEMBER_PERMISSIONS, kind);
}
