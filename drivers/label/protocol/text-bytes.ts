/** ASCII text as bytes. */
export function asciiBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}

/** Text as UTF-8; lone surrogates vanish. */
export function utf8Bytes(text: string): number[] {
  return [...text.replace(/\p{Cs}/gu, '')].flatMap((char) =>
    char < '\u0080'
      ? [char.charCodeAt(0)]
      : encodeURIComponent(char)
          .slice(1)
          .split('%')
          .map((pair) => Number.parseInt(pair, 16)),
  );
}
