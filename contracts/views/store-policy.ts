import type { Static } from 'typebox';
import type {
  ReceiptPolicy,
  RegisterConfig,
  ReturnPolicy,
  Role,
  SessionPolicy,
  StoreSettings,
} from '#contracts/views/register-config.ts';
import { DEFAULT_ROLES } from '#domain/operator/permission.ts';
import type { CashPolicy } from '#domain/order/check-order.ts';
import { DEFAULT_TENDERS, type Tender } from '#domain/tender/tender.ts';

/** A store's settings with nothing left open. */
export interface StorePolicy {
  tenders: readonly Tender[];
  cashRoundingHalves: 'up' | 'down';
  inStoreLayouts: readonly { pattern: string }[];
  returns: Static<typeof ReturnPolicy>;
  session: Static<typeof SessionPolicy>;
  receipts: Static<typeof ReceiptPolicy>;
  overrideReasons: readonly string[];
  exemptReasons: readonly string[];
  abandonReasons: readonly string[];
  /** The packaging that a key takes off a weight. */
  tares: readonly { code: string; grams: number }[];
}

/** What holds in a store: its settings, and the defaults where it has set none. */
export function storePolicy(store: StoreSettings): StorePolicy {
  return {
    tenders: store.tenders ?? DEFAULT_TENDERS,
    cashRoundingHalves: store.cashRoundingHalves ?? 'up',
    inStoreLayouts: store.inStoreLayouts ?? [],
    returns: store.returns ?? {
      windowDays: 30,
      cashLimit: 10_000,
      reasons: ['unwanted', 'faulty', 'wrong-item', 'not-as-described'],
    },
    session: store.session ?? {
      blind: false,
      drawer: 'fixed',
      float: 10_000,
      tolerance: 0,
      graceMinutes: 120,
      idleMinutes: 10,
      reasons: {
        cashIn: ['change', 'other'],
        cashOut: ['petty-cash', 'supplier', 'other'],
        noSale: ['change', 'check', 'other'],
        overShort: ['miscount', 'wrong-change', 'unknown'],
      },
    },
    receipts: store.receipts ?? { print: 'always', widthMm: 80, languages: [store.language], header: [] },
    overrideReasons: store.overrideReasons ?? ['price-match', 'damaged', 'wrong-label', 'manager'],
    exemptReasons: store.exemptReasons ?? ['diplomat', 'export', 'reseller', 'charity'],
    abandonReasons: store.abandonReasons ?? ['customer-left', 'no-money', 'mistake', 'test'],
    tares: store.tares ?? [
      { code: 'bag', grams: 5 },
      { code: 'box', grams: 20 },
      { code: 'tray', grams: 50 },
    ],
  };
}

/** How a store rounds cash. */
export function cashPolicy(store: StoreSettings): CashPolicy {
  const { tenders, cashRoundingHalves } = storePolicy(store);
  const cash = tenders.filter(({ kind, givesChange }) => kind === 'cash' || givesChange);
  const cashTenders = new Set(cash.map(({ tenderId }) => tenderId));
  return { cashRounding: store.cashRounding, halves: cashRoundingHalves, cashTenders };
}

/** The roles that hold on a register. */
export function rolesOf(config: RegisterConfig): readonly Role[] {
  return config.roles.length > 0 ? config.roles : DEFAULT_ROLES;
}
