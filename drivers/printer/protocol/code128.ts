/** Characters code set B has: printable ASCII. */
const PRINTABLE = /^[\x20-\x7E]+$/;
const START_STOP_CHECK_MODULES = 35;
const MODULES_PER_SYMBOL = 11;

/** Splits at runs of digits long enough that code set C (two digits a symbol) pays for switching to it. */
function runs(text: string): { set: 'B' | 'C'; text: string }[] {
  const found: { set: 'B' | 'C'; text: string }[] = [];
  for (const part of text.match(/\d+|\D+/g) ?? []) {
    const even = part.slice(0, part.length - (part.length % 2));
    if (/^\d{6,}$/.test(part) || (/^\d{4,}$/.test(part) && (found.length === 0 || text.endsWith(part)))) {
      found.push({ set: 'C', text: even });
      if (even !== part) found.push({ set: 'B', text: part.slice(-1) });
    } else {
      found.push({ set: 'B', text: part });
    }
  }
  return found.reduce<{ set: 'B' | 'C'; text: string }[]>((merged, run) => {
    const last = merged.at(-1);
    if (last?.set === 'B' && run.set === 'B') last.text += run.text;
    else merged.push(run);
    return merged;
  }, []);
}

/**
 * The data of `GS k 73` (CODE128) for printable ASCII: `{B` and `{C` choose code sets, `{{` is a brace, and in code set
 * C one byte holds two digits. With it the symbol's width in modules, without quiet zones. `null` when the text is
 * empty, longer than the command's one-byte count allows, or not printable ASCII.
 */
export function code128(text: string): { data: Uint8Array; modules: number } | null {
  if (!PRINTABLE.test(text)) return null;
  const data: number[] = [];
  let symbols = -1;
  for (const run of runs(text)) {
    data.push(0x7b, run.set.charCodeAt(0));
    symbols += 1;
    if (run.set === 'C') {
      for (let at = 0; at < run.text.length; at += 2) data.push(Number(run.text.slice(at, at + 2)));
      symbols += run.text.length / 2;
      continue;
    }
    for (const char of run.text) {
      if (char === '{') data.push(0x7b);
      data.push(char.charCodeAt(0));
      symbols += 1;
    }
  }
  if (data.length > 255) return null;
  return { data: Uint8Array.from(data), modules: START_STOP_CHECK_MODULES + symbols * MODULES_PER_SYMBOL };
}
