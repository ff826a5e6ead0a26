import { UNIT_SCALE, type Unit } from '#domain/catalog/variant.ts';
import { shortDecimal } from '#domain/money/decimal-text.ts';
import { writePercentage } from '#domain/money/percentage.ts';
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

/** `20%`, `8.875%`: parts per million in percent. */
export function percentText(ppm: number): string {
  return `${writePercentage(ppm)}%`;
}

/** `1.08`, `0.85`: a rate in parts per million as a decimal, without floating point. */
export function rateText(ppm: number): string {
  return shortDecimal(ppm, 6);
}
