import Type from 'typebox';
import { parseJson } from '#contracts/schema.ts';
import { VIEW_KINDS } from '#contracts/views/documents.ts';
import type { ItemStorage, MemberCard } from '#renderer/store/till-store.ts';
import { MemberIndex } from '#renderer/store/views/member-index.ts';
import type { ViewsApi } from '#renderer/store/worker/views-api.ts';

const KEY = 'own-members';
const Cards = Type.Array(VIEW_KINDS['member-card']);

/**
 * Members as this till made or changed them, shown over what the server said last, until it shows them so. Kept on the disk: a till that
 * is off line for a day and is started anew still finds them.
 */
export class OwnMembers {
  readonly #storage: ItemStorage;
  readonly #views: Pick<ViewsApi, 'searchMembers' | 'membersByCard' | 'member'>;
  readonly #own = new Map<string, MemberCard>();
  readonly #index = new MemberIndex();

  constructor(storage: ItemStorage, views: Pick<ViewsApi, 'searchMembers' | 'membersByCard' | 'member'>) {
    this.#storage = storage;
    this.#views = views;
    const kept = parseJson(Cards, storage.getItem(KEY) ?? '[]');
    for (const card of kept.ok ? kept.value : []) this.#put(card);
  }

  keep(card: MemberCard): void {
    this.#put(card);
    this.#save();
  }

  async member(memberId: string): Promise<MemberCard | null> {
    return this.#newer(memberId, await this.#views.member(memberId));
  }

  async search(query: string, limit: number, keys: readonly string[]): Promise<MemberCard[]> {
    const told = await this.#views.searchMembers(query, limit, keys);
    return (await this.#shown(this.#index.search(query, limit, keys), told)).slice(0, limit);
  }

  async byCard(cardNumber: string): Promise<MemberCard[]> {
    return this.#shown(this.#index.byCard(cardNumber), await this.#views.membersByCard(cardNumber));
  }

  /** Each once, as it is now: own ones before those that the server told, which are found as it says where it shows them by now. */
  async #shown(own: readonly MemberCard[], told: readonly MemberCard[]): Promise<MemberCard[]> {
    const shown = new Map<string, MemberCard>();
    for (const { memberId } of own) {
      const card = await this.member(memberId);
      if (card) shown.set(memberId, card);
    }
    for (const card of told) shown.set(card.memberId, this.#newer(card.memberId, card) ?? card);
    return [...shown.values()];
  }

  /** The own card, unless the server's is as new: then it is forgotten. */
  #newer(memberId: string, told: MemberCard | null): MemberCard | null {
    const own = this.#own.get(memberId);
    if (!own) return told;
    if (!told || (told.revision ?? 0) < (own.revision ?? 0)) return told ? { ...told, ...own } : own;
    this.#own.delete(memberId);
    this.#index.delete(memberId);
    this.#save();
    return told;
  }

  #put(card: MemberCard): void {
    this.#own.set(card.memberId, card);
    this.#index.set(card.memberId, card);
  }

  #save(): void {
    if (this.#own.size === 0) this.#storage.removeItem(KEY);
    else this.#storage.setItem(KEY, JSON.stringify([...this.#own.values()]));
  }
}
