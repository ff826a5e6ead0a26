const SMALL_WORDS = new Set([
  'a',
  'and',
  'at',
  'by',
  'de',
  'des',
  'du',
  'for',
  'from',
  'in',
  'of',
  'on',
  'or',
  'the',
  'to',
  'with',
]);
const CAPITALS = new Set(['3D', 'ABC', 'BBQ', 'CD', 'DIY', 'DVD', 'LED', 'TV', 'UK', 'USB', 'XL', 'XXL']);
const WORDS: Readonly<Record<string, string>> = {
  ASST: 'assorted',
  ASSTD: 'assorted',
  BLK: 'black',
  CANDL: 'candle',
  COL: 'colour',
  CHILDRENS: "children's",
  CHILDS: "child's",
  GARLD: 'garland',
  LGE: 'large',
  NECKL: 'necklace',
  RND: 'round',
  TURQ: 'turquoise',
  W: 'with',
  XMAS: 'Christmas',
};

/**
 * Whether a description names a product. The retailer wrote products in capitals and notes about stock
 * (`thrown away`, `?`, `found in w/hse`) or charges (`Next Day Carriage`) in small letters.
 */
export function isProductName(description: string): boolean {
  if (description.includes('?')) return false;
  const letters = description.replace(/[^A-Za-z]/g, '');
  const capitals = letters.replace(/[^A-Z]/g, '');
  return letters.length > 2 && capitals.length * 2 >= letters.length;
}

/** A description in capitals as a person would write it: `SET/6 T-LIGHTS W HEARTS` becomes `Set of 6 T-Lights with Hearts`. */
export function productName(description: string): string {
  const spelledOut = description
    .trim()
    .replace(/^[*.]+/, '')
    .replace(/\bS(?:ET)?\s?\/\s?(\d+)\b/gi, 'SET OF $1')
    .replace(/\bPACK\s?\/\s?(\d+)\b/gi, 'PACK OF $1')
    .replace(/\bC\/COVER\b/g, 'CUSHION COVER')
    .replace(/\bB'FLY\b/g, 'BUTTERFLY')
    .replace(/\bW\//g, 'WITH ')
    .replace(/,(?=\S)/g, ', ')
    .replace(/\s*[.,]+$/, '')
    .replace(/\s+/g, ' ');
  const words = spelledOut.replace(/[A-Za-z0-9']+/g, (word, at: number) => readable(word, spelledOut[at - 1]));
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function readable(word: string, before: string | undefined): string {
  const capitals = word.toUpperCase();
  if (CAPITALS.has(capitals)) return capitals;
  if (/^\d/.test(word))
    return /^\d+(ST|ND|RD|TH|[A-Z]{1,2}|(CM)?X\d+(CM)?(X\d+CM)?)$/i.test(word) ? word.toLowerCase() : word;
  const spelled = WORDS[capitals] ?? word.toLowerCase();
  if (SMALL_WORDS.has(spelled) && before === ' ') return spelled;
  return spelled.charAt(0).toUpperCase() + spelled.slice(1);
}
