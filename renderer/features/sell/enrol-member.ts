import { v7 as uuid } from 'uuid';
import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { PayloadOf } from '#contracts/facts/kinds.ts';
import type { Fault, HostApi } from '#contracts/ipc/host.ts';
import { contactsOf, readContact, readEmail, readPhone } from '#contracts/member/contact.ts';
import { newCardNumber } from '#domain/member/card-number.ts';
import { type Profile, phoneEnd, shownName } from '#domain/member/profile.ts';
import { attempt } from '#renderer/app/attempt.ts';
import type { MemberCard, TillStore } from '#renderer/store/till-store.ts';

/** What is typed of somebody; empty where nothing is. */
export interface MemberEntry {
  name: string;
  phone: string;
  email: string;
  cardNumber: string;
}

export type EntryFault = 'nothing' | 'phone' | 'email';

/** What is typed as a profile, or what can't be read of it. A phone number alone is enough. `country` is the store's. */
export function readEntry(
  entry: Omit<MemberEntry, 'cardNumber'>,
  country: string | null,
): { ok: true; profile: Profile } | { ok: false; fault: EntryFault } {
  const name = entry.name.trim().replace(/\s+/g, ' ');
  const phone = entry.phone.trim() === '' ? undefined : readPhone(entry.phone, country);
  const email = entry.email.trim() === '' ? undefined : readEmail(entry.email);
  if (phone === null) return { ok: false, fault: 'phone' };
  if (email === null) return { ok: false, fault: 'email' };
  if (name === '' && phone === undefined && email === undefined) return { ok: false, fault: 'nothing' };
  const profile = { ...(name === '' ? {} : { name }), ...(phone ? { phone } : {}), ...(email ? { email } : {}) };
  return { ok: true, profile };
}

/** Members that a text finds: by name, card or the end of a phone number, and by a phone number or an e-mail address however it is typed. */
export async function findMembers(
  { host, store, country }: { host: HostApi; store: TillStore; country: string | null },
  text: string,
  limit: number,
): Promise<MemberCard[]> {
  const contact = readContact(text, country);
  return store.searchMembers(text, limit, contact === null ? [] : await keysOf(host, [contact]));
}

/** Members who can be reached as somebody to be enrolled can, or who have their card, as far as this till knows. */
export async function findSame(
  { host, store }: { host: HostApi; store: TillStore },
  profile: Profile,
  cardNumber: string,
): Promise<MemberCard[]> {
  const contacts = contactsOf(profile, null).map(({ contact }) => contact);
  const keys = await keysOf(host, contacts);
  const found = await store.searchMembers(cardNumber, 5, keys);
  const isSame = (card: MemberCard) => card.cardNumber === cardNumber || keys.some((key) => card.keys?.includes(key));
  return found.filter(isSame);
}

/**
 * Enrols somebody, with or without a network: their profile goes to the vault, the fact names it, and this till shows their card at once.
 * Without a card's number one is made. What they say to purposes is journalled with it. Answers the card, or why not.
 */
export async function enrolMember(
  { host, store }: { host: HostApi; store: TillStore },
  profile: Profile,
  given: string,
  consents: (memberId: string) => readonly FactDraft[] = () => [],
): Promise<{ ok: true; card: MemberCard } | { ok: false; fault: Fault }> {
  const [memberId, subjectId] = [uuid(), uuid()];
  const cardNumber = given.trim() === '' ? newCardNumber(crypto.getRandomValues(new Uint8Array(15))) : given.trim();
  const put = await attempt(host, 'vault.put', { subjectId, text: JSON.stringify(profile) });
  if (!put.ok) return put;
  const payload: PayloadOf<'member.enrolled'> = { memberId, subjectId, cardNumber };
  const draft = { id: uuid(), kind: 'member.enrolled', version: 1, payload };
  const appended = await attempt(host, 'journal.append', { drafts: [draft, ...consents(memberId)] });
  if (!appended.ok) return appended;
  const card = await cardOf(host, profile, { memberId, cardNumber, revision: 1 });
  store.keepMember(card);
  return { ok: true, card };
}

/** A card as the server would make it of a profile. */
export async function cardOf(
  host: HostApi,
  profile: Profile,
  known: Pick<MemberCard, 'memberId' | 'cardNumber' | 'revision' | 'groupId'>,
): Promise<MemberCard> {
  const keys = await keysOf(
    host,
    contactsOf(profile, null).map(({ contact }) => contact),
  );
  const ends = profile.phone === undefined ? {} : { phoneEnd: phoneEnd(profile.phone) };
  return { ...known, name: shownName(profile, known.cardNumber), keys, ...ends };
}

async function keysOf(host: HostApi, contacts: readonly string[]): Promise<string[]> {
  if (contacts.length === 0) return [];
  const answer = await attempt(host, 'member.keys', { contacts: [...contacts] });
  return answer.ok ? answer.keys : [];
}
