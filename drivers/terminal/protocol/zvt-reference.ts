import type { StatusInformation } from './zvt-messages.ts';

/**
 * What names a transaction for the till: its receipt number, trace number, date and time, `0042-000470-1006-223953`. Receipt and
 * trace numbers start again, all of them together do not repeat. Null without a trace number.
 */
export function referenceOf({ receipt, trace, date, time }: StatusInformation): string | null {
  if (trace === null) return null;
  return [receipt ?? trace.slice(-4), trace, date ?? '0000', time ?? '000000'].join('-');
}

/** Receipt and trace number in a reference; null when it is not one of ours. */
export function readReference(reference: string): { receipt: number; trace: string } | null {
  const [, receipt, trace] = /^(\d{4})-(\d{6})-\d{4}-\d{6}$/.exec(reference) ?? [];
  return receipt && trace ? { receipt: Number(receipt), trace } : null;
}
