/** What a person saw on the test page; null while not said. */
export interface PageAnswers {
  out: boolean | null;
  wide: boolean | null;
  signs: boolean | null;
}

export const UNANSWERED: PageAnswers = { out: null, wide: null, signs: null };

/** What to put right next: where the printer is, its paper, its model; `open` while something is not said, null when all is well. */
export type Remedy = 'open' | 'connection' | 'width' | 'model' | null;

/** A page that did not come out answers the other questions by itself. */
export function remedyFor({ out, wide, signs }: PageAnswers): Remedy {
  if (out === false) return 'connection';
  if (wide === false) return 'width';
  if (signs === false) return 'model';
  return out && wide && signs ? null : 'open';
}
