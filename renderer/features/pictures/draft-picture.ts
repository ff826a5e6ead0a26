import type { PictureRef } from '#domain/catalog/variant.ts';

/** A picture as a form holds it: words as typed, nothing missing. */
export interface DraftPicture {
  hash: string;
  alt: Readonly<Record<string, string>>;
}

export function draftPictures(pictures: readonly PictureRef[] = []): DraftPicture[] {
  return pictures.map(({ hash, alt = {} }) => ({ hash, alt }));
}

/** The pictures of a form, with the words that were typed. */
export function pictureRefs(drafts: readonly DraftPicture[]): PictureRef[] {
  return drafts.map(({ hash, alt }) => {
    const typed = Object.entries(alt).flatMap(([tag, text]) => (text.trim() === '' ? [] : [[tag, text.trim()]]));
    return typed.length === 0 ? { hash } : { hash, alt: Object.fromEntries(typed) };
  });
}

/** The list with one picture so many places further on; as it is where that would be beyond its ends. */
export function moved(drafts: readonly DraftPicture[], hash: string, by: number): readonly DraftPicture[] {
  const from = drafts.findIndex((one) => one.hash === hash);
  const picture = drafts[from];
  const to = from + by;
  if (!picture || to < 0 || to >= drafts.length) return drafts;
  return drafts.filter((one) => one !== picture).toSpliced(to, 0, picture);
}
