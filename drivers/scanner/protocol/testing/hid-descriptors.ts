const bytes = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/[0-9a-f]{2}/g) ?? [], (pair) => Number.parseInt(pair, 16));

/**
 * The scanned data and trigger reports of the usual scanner: count, identifier, 56 bytes of data (buffered), two of the maker's
 * (page FF66), continuation; as Honeywell's scanners describe them.
 */
export const USUAL_SCANNER = bytes(`
  058c 0902 a101 0912 a102 8502 1500 26ff00 7508 9501 0501 093b 8102 9503 058c 09fb 09fc 09fd 8102
  9538 09fe 820201 0666ff 9502 0904 0900 8102 058c 2501 7501 9508 09ff 8102 c0
  0914 a102 8504 1500 2501 7501 9508 0900 095f 0960 0900 0900 0985 0986 9186 c0 c0`);

/** A scanner with one report without a number, no count and no continuation; a byte of its own before the data. */
export const DUMB_SCANNER = bytes(`
  058c 0903 a101 0912 a102 1500 26ff00 7508 9503 09fb 09fc 09fd 8102 9501 8103 953b 09fe 820201 c0 c0`);
