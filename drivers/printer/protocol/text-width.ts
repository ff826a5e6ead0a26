/** Scripts and forms whose glyphs are square (Unicode Standard Annex 11: wide and full-width). */
const SQUARE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303F\u3099-\u30FF\u3200-\u33FF\uFE10-\uFE19\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6]/u;
const HALF_WIDTH = /[\uFF61-\uFFDC\uFFE8-\uFFEE]/u;
/**
 * Annex 11 calls these ambiguous. Latin code pages lack them, so a receipt printer can only take them from its
 * Chinese font (GB18030 rows 1 to 9), where every glyph is square.
 */
const CHINESE_FONT_SYMBOL =
  /[āēěīńňōūǎǐǒǔǖǘǚǜǹɑɡˇˉ-ˋ˙Α-ΡΣ-Ωα-ρσ-ωЁА-яёḿ‐―‖‥′″‵※℃℅℉№℡Ⅰ-Ⅻⅰ-ⅹ←-↓↖-↙∈∏∑∕√∝-∠∣∥∧-∫∮∴-∷∽≈≌≒≠≡≤-≧≮≯⊕⊙⊥⊿⌒①-⑩⑴-⒛─-╋═-╳▁-▏▓-▕■□▲△▼▽◆◇○◎●◢-◥★☆☉♀♂⿰-⿻]/u;

/** Says how many columns a character takes. */
export type ColumnsOf = (char: string) => 0 | 1 | 2;

/** How many columns one character takes on a receipt: 2 for square glyphs, 0 for marks on the letter before, else 1. */
export function charColumns(char: string): 0 | 1 | 2 {
  if (char < '\u0100') return 1;
  if (/\p{M}/u.test(char)) return 0;
  if (HALF_WIDTH.test(char)) return 1;
  return SQUARE.test(char) || CHINESE_FONT_SYMBOL.test(char) ? 2 : 1;
}

/** Columns of cleaned text, see `charColumns`. */
export function textColumns(text: string, columnsOf: ColumnsOf = charColumns): number {
  let columns = 0;
  for (const char of text) columns += columnsOf(char);
  return columns;
}
