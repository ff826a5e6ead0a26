import { isSameTag } from '#domain/member/tags.ts';
import { pinyinOf } from '#renderer/store/search/pinyin.ts';
import { TextIndex } from '#renderer/store/search/text-index.ts';
import type { MemberCard } from '#renderer/store/till-store.ts';

/** So many digits alone are the end of a phone number as well: its last four are compared. */
const PHONE_END = /^\d{4,15}$/;

/** Members in memory, found by any part of name or card number, by the end of a phone number, by an exact contact's key, or by id. */
export class MemberIndex {
  readonly #members = new Map<string, MemberCard>();
  readonly #byKey = new Map<string, Set<string>>();
  readonly #byCard = new Map<string, Set<string>>();
  readonly #byPhoneEnd = new Map<string, Set<string>>();
  readonly #texts = new TextIndex((documentId) => {
    const member = this.#members.get(documentId);
    return member && { name: member.name, fields: fieldsOf(member) };
  });

  set(documentId: string, member: MemberCard): void {
    this.#drop(documentId);
    this.#members.set(documentId, member);
    for (const key of member.keys ?? []) note(this.#byKey, key, documentId);
    note(this.#byCard, cardKey(member.cardNumber), documentId);
    if (member.phoneEnd !== undefined) note(this.#byPhoneEnd, member.phoneEnd, documentId);
    this.#texts.set(documentId);
  }

  delete(documentId: string): void {
    this.#drop(documentId);
    this.#members.delete(documentId);
    this.#texts.delete(documentId);
  }

  get(documentId: string): MemberCard | undefined {
    return this.#members.get(documentId);
  }

  search(query: string, limit: number, keys: readonly string[] = []): MemberCard[] {
    const exact = keys.flatMap((key) => [...(this.#byKey.get(key) ?? [])]);
    const digits = query.replace(/\s/g, '');
    const ends = PHONE_END.test(digits) ? (this.#byPhoneEnd.get(digits.slice(-4)) ?? []) : [];
    return [...new Set([...exact, ...this.#texts.search(query, limit), ...ends])]
      .slice(0, limit)
      .flatMap((documentId) => this.#served(documentId) ?? [])
      .filter((member, index, all) => all.indexOf(member) === index);
  }

  /** Whoever has exactly this card number, as they are served: nobody, one, or those of whom two have the same. */
  byCard(cardNumber: string): MemberCard[] {
    const served = [...(this.#byCard.get(cardKey(cardNumber)) ?? [])].flatMap((id) => this.#served(id) ?? []);
    return [...new Set(served)];
  }

  /** Tags that somebody has, the most used first, and how many have them. */
  tags(): [tag: string, members: number][] {
    const counts = new Map<string, number>();
    for (const { tags = [], mergedInto } of this.#members.values())
      if (mergedInto === undefined) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
    return [...counts].sort(([one, ones], [other, others]) => others - ones || one.localeCompare(other));
  }

  /** Whoever has a tag, by name. */
  tagged(tag: string): MemberCard[] {
    const all = [...this.#members.values()].filter(({ mergedInto }) => mergedInto === undefined);
    const found = all.filter(({ tags = [] }) => tags.some((one) => isSameTag(one, tag)));
    return found.sort((a, b) => a.name.localeCompare(b.name));
  }

  /** The card that somebody is served by: that of the member whom they were merged into, where it is here. */
  #served(documentId: string): MemberCard | undefined {
    const member = this.#members.get(documentId);
    if (member?.mergedInto === undefined) return member;
    return this.#members.get(`member-card/${member.mergedInto}`) ?? member;
  }

  #drop(documentId: string): void {
    const before = this.#members.get(documentId);
    if (!before) return;
    for (const key of before.keys ?? []) forget(this.#byKey, key, documentId);
    forget(this.#byCard, cardKey(before.cardNumber), documentId);
    if (before.phoneEnd !== undefined) forget(this.#byPhoneEnd, before.phoneEnd, documentId);
  }
}

function note(map: Map<string, Set<string>>, key: string, documentId: string): void {
  map.set(key, (map.get(key) ?? new Set()).add(documentId));
}

function forget(map: Map<string, Set<string>>, key: string, documentId: string): void {
  const found = map.get(key);
  found?.delete(documentId);
  if (found?.size === 0) map.delete(key);
}

/** A scanner or a person may write its letters small. */
function cardKey(cardNumber: string): string {
  return cardNumber.toUpperCase();
}

/** Without the id: what somebody types may stand in one by chance. */
function fieldsOf({ name, cardNumber, phoneEnd, tags = [] }: MemberCard): string[] {
  return [cardNumber, ...(phoneEnd === undefined ? [] : [phoneEnd]), ...pinyinOf(name), ...tags];
}
