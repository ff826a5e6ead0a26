import type { StoreSettings } from '#contracts/views/register-config.ts';

type ReasonNames = NonNullable<StoreSettings['reasonNames']>;

/** `Id` takes no longer ones. */
const CODE_MAX = 64;

/** The code of a reason of the store's own: its words in small letters, and a number where another reason has that code. */
export function ownReasonCode(name: string, taken: ReadonlySet<string>): string {
  const words = name.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? ['reason'];
  const code = words.join('-').slice(0, CODE_MAX - 4);
  for (let number = 1; ; number++) {
    const one = number === 1 ? code : `${code}-${number}`;
    if (!taken.has(one)) return one;
  }
}

/** Names by language with one of them changed; an empty text is no name. */
export function named(names: ReasonNames, code: string, language: string, text: string): ReasonNames {
  const { [language]: _, ...others } = names[code] ?? {};
  return { ...names, [code]: text === '' ? others : { ...others, [language]: text } };
}
