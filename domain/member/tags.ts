import { fold } from '#domain/text/fold.ts';

/** So many tags one member may have, and so many characters one of them. */
export const TAGS_MAX = 20;
export const TAG_LENGTH = 40;

/** Words that shops put on members as they go (`florist`, `vegan`); what goes on and what comes off. */
export interface TagChange {
  added: readonly string[];
  removed: readonly string[];
}

/** A tag as it was typed, in the form that is kept: without spaces around it, one between words; null where nothing is left of it. */
export function readTag(text: string): string | null {
  const cut = text.normalize('NFKC').trim().replace(/\s+/g, ' ').slice(0, TAG_LENGTH);
  // Of a character of two halves none is left alone.
  const tag = cut.replace(/\p{Surrogate}$/u, '').trim();
  return tag === '' ? null : tag;
}

/** Whether two are the same tag: case and accents make no other. */
export function isSameTag(one: string, other: string): boolean {
  return fold(one) === fold(other);
}

/** Tags after a change, in the order in which they were put on; one that is there stays as it is written, one too many is left out. */
export function changeTags(tags: readonly string[], { added, removed }: TagChange): string[] {
  const kept = tags.filter((tag) => !removed.some((other) => isSameTag(tag, other)));
  const fresh = added.filter((tag, at) => ![...kept, ...added.slice(0, at)].some((other) => isSameTag(tag, other)));
  return [...kept, ...fresh].slice(0, TAGS_MAX);
}
