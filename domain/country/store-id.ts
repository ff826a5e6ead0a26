/** Registers' ids are made from it: together they fit an id. */
const LENGTH_MAX = 40;

/** The id of a store from its name: letters and figures of the Latin alphabet without marks, `Café Nº 5` gives `cafe-no-5`; `shop` where none are left. */
export function storeIdOf(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain
    .replace(/ß/g, 'ss')
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  return words.join('-').slice(0, LENGTH_MAX).replace(/-+$/, '') || 'shop';
}
