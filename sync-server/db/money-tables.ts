import type { Generated } from 'kysely';
import type { PaymentState } from '#domain/tender/payment-state.ts';
import type { StoredValueClass } from '#domain/tender/stored-value.ts';

/** What an instrument holds: the sum of its movements. */
interface StoredValueTable {
  instrument: string;
  class: StoredValueClass;
  currency: string;
  expires: string | null;
  member_id: string | null;
  balance: Generated<number>;
}

interface ValueMovementTable {
  fact_id: string;
  journal_id: string;
  seq: number;
  instrument: string;
  class: StoredValueClass;
  amount: number;
  order_id: string;
  lease_id: string | null;
  store_id: string;
  business_date: string;
}

interface LeaseTable {
  lease_id: string;
  journal_id: string;
  instrument: string;
  granted: Generated<number>;
  spent: Generated<number>;
  returned: Generated<number>;
  /** Given back or written off: nothing more is granted under it. */
  closed: Generated<boolean>;
}

interface LeaseGrantTable {
  lease_id: string;
  epoch: number;
  amount: number;
}

/** What a member owes: the sum of its movements. */
interface AccountTable {
  account_id: string;
  currency: string;
  balance: Generated<number>;
}

interface AccountMovementTable {
  fact_id: string;
  journal_id: string;
  seq: number;
  account_id: string;
  currency: string;
  amount: number;
  order_id: string;
  due: string | null;
  store_id: string;
  business_date: string;
}

interface ThirdPartyPaymentTable {
  payment_id: string;
  journal_id: string;
  requested_seq: number;
  store_id: string;
  register_id: string;
  cart_id: string;
  tender: string;
  direction: 'sale' | 'refund';
  amount: number;
  currency: string;
  state: PaymentState;
  settled_seq: number | null;
  settled_amount: number | null;
  tip: Generated<number>;
  reference: string | null;
  how: 'asked' | 'person' | null;
}

/** Tables of stored value, accounts and payments by third parties. */
export interface MoneyTables {
  stored_value: StoredValueTable;
  value_movement: ValueMovementTable;
  lease: LeaseTable;
  lease_grant: LeaseGrantTable;
  account: AccountTable;
  account_movement: AccountMovementTable;
  third_party_payment: ThirdPartyPaymentTable;
}
