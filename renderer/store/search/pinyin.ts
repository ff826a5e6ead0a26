import pinyin from 'tiny-pinyin';

const HAN = /\p{Script=Han}/u;

/** How a Chinese text is typed by its sound: all of it, and its syllables' first letters (`王秀英` is `wangxiuying` and `wxy`). Empty for others. */
export function pinyinOf(text: string): string[] {
  if (!HAN.test(text) || !pinyin.isSupported()) return [];
  const syllables = pinyin.parse(text.replace(/\s+/g, '')).map(({ target }) => target.toLowerCase());
  return [syllables.join(''), syllables.map((syllable) => syllable.slice(0, 1)).join('')];
}
