import { UNIT_SCALE, type Unit } from '#domain/catalog/variant.ts';
import type { ReceiptNumber } from '#domain/order/order.ts';

/** A receipt number as people and barcodes write it. */
export function receiptText(receipt: ReceiptNumber): string {
  return `${receipt.series}-${receipt.number}`;
}

/** `3`, or `1.250 kg`: smallest units written in priced units, without floating point. */
export function quantityText(quantity: number, unit: Unit, units: Readonly<Record<Unit, string>>): string {
  const scale = UNIT_SCALE[unit];
  if (scale === 1) return String(quantity);
  const digits = String(scale).length - 1;
  const rest = String(quantity % scale).padStart(digits, '0');
  return `${Math.floor(quantity / scale)}.${rest} ${units[unit]}`;
}

/** `20%`, `8.875%`: parts per million in percent, without floating point. */
export function percentText(ppm: number): string {
  return `${millionths(ppm, 10_000)}%`;
}

/** `1.08`, `0.85`: a rate in parts per million as a decimal, without floating point. */
export function rateText(ppm: number): string {
  return millionths(ppm, 1_000_000);
}

function millionths(value: number, one: number): string {
  const digits = String(one).length - 1;
  const decimals = String(value % one)
    .padStart(digits, '0')
    .replace(/0+$/, '');
  const whole = String(Math.floor(value / one));
  return decimals === '' ? whole : `${whole}.${decimals}`;
}
