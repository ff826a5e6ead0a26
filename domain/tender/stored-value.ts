import type { Minor } from '#domain/money/money.ts';

/** What an instrument is. All are liabilities, not revenue; points were not paid for, and stand in no day's liabilities. */
export type StoredValueClass = 'gift-card' | 'store-credit' | 'voucher' | 'points';

/** The one form of an instrument's code, however it was typed or scanned: capitals, without spaces. */
export function instrumentCode(text: string): string {
  return text.replace(/\s+/g, '').toUpperCase();
}

/** A register's allowance over an instrument: what it may spend without asking. */
export interface Lease {
  leaseId: string;
  instrument: string;
  /** Granted in all, and of it spent and given back. */
  granted: Minor;
  spent: Minor;
  returned: Minor;
}

/** What is left of a lease; never negative, whatever was booked against it. */
export function outstandingOf({ granted, spent, returned }: Pick<Lease, 'granted' | 'spent' | 'returned'>): Minor {
  return Math.max(0, granted - spent - returned);
}

/** What may still be granted of an instrument: its balance less what registers hold already. */
export function grantable(balance: Minor, leased: Minor, expired: boolean): Minor {
  return expired ? 0 : Math.max(0, balance - leased);
}

/** By how much a redemption (positive) overdraws a balance: 0 when it is covered. */
export function overspentBy(balance: Minor, redeemed: Minor): Minor {
  if (redeemed <= 0) return 0;
  return Math.min(redeemed, Math.max(0, redeemed - Math.max(0, balance)));
}

/** Whether an instrument may not be spent on a business date any more; its last day is `expires`. */
export function isExpired(expires: string | null, businessDate: string): boolean {
  return expires !== null && businessDate > expires;
}
