import Type from 'typebox';
import { failed } from '#contracts/ipc/answer.ts';
import { Text } from '#contracts/schema.ts';

const strict = { additionalProperties: false };

/** What a window asks about its page. */
export const PAGE_METHODS = {
  /**
   * Keeps the page, as it would be printed, as a PDF in a file that the person chooses; `name` is what it is called at first, without
   * its ending. `saved` is false where they chose none. A host without a window of its own refuses: `page-not-here`.
   */
  'page.pdf': {
    input: Type.Object({ name: Text }, strict),
    output: Type.Union([Type.Object({ ok: Type.Literal(true), saved: Type.Boolean() }, strict), failed]),
  },
} as const;
