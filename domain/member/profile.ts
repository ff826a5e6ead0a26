/** What is known of a person; all of it optional, but never nothing. `phone` is as ITU-T E.164 writes it (`+447700900123`). */
export interface Profile {
  name?: string;
  phone?: string;
  email?: string;
}

export type ProfileField = keyof Profile;
export const PROFILE_FIELDS = ['name', 'phone', 'email'] as const satisfies readonly ProfileField[];

/** What of a profile is another from now on; null where it is no longer known. */
export type ProfilePatch = { [F in ProfileField]?: string | null };

/** A profile after a change; the one before stays as it was. */
export function patchProfile(profile: Profile, patch: ProfilePatch): Profile {
  const after = { ...profile };
  for (const field of PROFILE_FIELDS) {
    const value = patch[field];
    if (value === null) delete after[field];
    else if (value !== undefined) after[field] = value;
  }
  return after;
}

/** What makes one profile of another; empty where they are the same. */
export function profilePatch(before: Profile, after: Profile): ProfilePatch {
  const patch: ProfilePatch = {};
  for (const field of PROFILE_FIELDS) if (before[field] !== after[field]) patch[field] = after[field] ?? null;
  return patch;
}

/** Which fields of a change somebody else changed since the revision that it was based on. `revisions` says at which each changed last. */
export function contestedFields(
  fields: readonly ProfileField[],
  base: number,
  revisions: Readonly<Partial<Record<ProfileField, number>>>,
): ProfileField[] {
  return fields.filter((field) => (revisions[field] ?? 1) > base);
}

/** The last four digits of a phone number: what stands on a card of it. */
export function phoneEnd(phone: string): string {
  return phone.replace(/\D/g, '').slice(-4);
}

/** What a member is called where their name is not known: the end of their phone number, the e-mail's first letter and domain, or their card. */
export function shownName({ name, phone, email }: Profile, cardNumber: string): string {
  if (name !== undefined) return name;
  if (phone !== undefined) return `••• ${phoneEnd(phone)}`;
  return email === undefined ? cardNumber : `${email.slice(0, 1)}•••${email.slice(email.lastIndexOf('@'))}`;
}
