const BRACE = 0x7b;

/**
 * Reads the data of `GS k 73` (CODE128) back: `{A`, `{B`, `{C` choose code sets, `{{` is a brace, `{1` (FNC1) is GS,
 * `{S` shifts, other functions write nothing. `null` when it is not well formed.
 */
export function code128Text(data: readonly number[]): string | null {
  let set = '';
  let text = '';
  for (let at = 0; at < data.length; at += 1) {
    const byte = data[at] ?? 0;
    if (byte === BRACE) {
      at += 1;
      const code = String.fromCharCode(data[at] ?? 0);
      if (code === 'A' || code === 'B' || code === 'C') set = code;
      else if (set === '') return null;
      else if (code === '{') text += '{';
      else if (code === '1') text += '\u001D';
      else if (!'234S'.includes(code)) return null;
    } else if (set === 'C') {
      if (byte > 99) return null;
      text += String(byte).padStart(2, '0');
    } else {
      if (set === '' || byte > 127) return null;
      text += String.fromCharCode(byte);
    }
  }
  return set === '' ? null : text;
}
