import { TextIndex } from '#renderer/store/search/text-index.ts';
import type { MemberCard } from '#renderer/store/till-store.ts';

/** Members in memory, found by any part of name or card number, or by id. */
export class MemberIndex {
  readonly #members = new Map<string, MemberCard>();
  readonly #texts = new TextIndex((documentId) => {
    const member = this.#members.get(documentId);
    return member && { name: member.name, fields: [member.cardNumber, member.memberId] };
  });

  set(documentId: string, member: MemberCard): void {
    this.#members.set(documentId, member);
    this.#texts.set(documentId);
  }

  delete(documentId: string): void {
    this.#members.delete(documentId);
    this.#texts.delete(documentId);
  }

  get(documentId: string): MemberCard | undefined {
    return this.#members.get(documentId);
  }

  search(query: string, limit: number): MemberCard[] {
    return this.#texts
      .search(query, limit)
      .map((documentId) => this.#members.get(documentId))
      .filter((member) => member !== undefined);
  }
}
