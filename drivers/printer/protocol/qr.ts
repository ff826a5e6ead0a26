import { GS } from './escpos-codes.ts';

/** The most bytes a QR symbol of version 40 holds (ISO/IEC 18004), by error correction level. */
const CAPACITY_M = 2331;
const CAPACITY_L = 2953;
/** Module size in dots for so many bytes: the symbol stays within the 384 dots of 58 mm paper, quiet zone included. */
const MODULE_DOTS: readonly { upTo: number; dots: number }[] = [
  { upTo: 106, dots: 6 },
  { upTo: 331, dots: 4 },
  { upTo: 1059, dots: 3 },
  { upTo: CAPACITY_L, dots: 2 },
];

/** UTF-8 without TextEncoder, which the language alone does not have. Lone surrogates have none. */
function utf8(text: string): number[] {
  const escaped = encodeURIComponent(text.replace(/\p{Cs}/gu, ''));
  return (escaped.match(/%[0-9A-F]{2}|./g) ?? []).map((part) =>
    part.length === 3 ? Number.parseInt(part.slice(1), 16) : part.charCodeAt(0),
  );
}

/** How a text goes into a QR Code: its UTF-8 bytes, the size of a module in dots, and the error correction level. */
export interface QrPlan {
  data: readonly number[];
  moduleDots: number;
  level: 'L' | 'M';
}

/** `null` when no symbol can hold it, or there is nothing to hold. Level M, or L where M cannot hold it. */
export function planQr(text: string): QrPlan | null {
  const data = utf8(text);
  if (data.length === 0 || data.length > CAPACITY_L) return null;
  const moduleDots = MODULE_DOTS.find((step) => data.length <= step.upTo)?.dots ?? 2;
  return { data, moduleDots, level: data.length <= CAPACITY_M ? 'M' : 'L' };
}

/** The size of a module in dots, see `planQr`. */
export function qrModuleDots(text: string): number | null {
  return planQr(text)?.moduleDots ?? null;
}

/**
 * The `GS ( k` commands that print a QR Code of the text's UTF-8 bytes: function 165 (model 2), 167 (module size),
 * 169 (error correction), 180 (store the data), 181 (print). `null` as `planQr`.
 */
export function qrCommands(text: string): number[] | null {
  const plan = planQr(text);
  if (plan === null) return null;
  const length = plan.data.length + 3;
  return [
    ...[GS, 0x28, 0x6b, 4, 0, 49, 65, 50, 0],
    ...[GS, 0x28, 0x6b, 3, 0, 49, 67, plan.moduleDots],
    ...[GS, 0x28, 0x6b, 3, 0, 49, 69, plan.level === 'M' ? 49 : 48],
    ...[GS, 0x28, 0x6b, length & 0xff, length >> 8, 49, 80, 48, ...plan.data],
    ...[GS, 0x28, 0x6b, 3, 0, 49, 81, 48],
  ];
}
