/** What a role may be allowed. A limit, where there is one, is in the unit named. */
export const PERMISSIONS = {
  sell: null,
  /** Parts per million of what is discounted. */
  discount: 'ppm',
  /** How far below the list price, in parts per million of it. */
  'price-override': 'ppm',
  'open-price': null,
  'unlisted-item': null,
  /** Sells what is no longer in the assortment. */
  'archived-item': null,
  /** Sells what is stopped, but not recalled. */
  'stopped-item': null,
  'tax-exempt': null,
  'line-void': null,
  'cart-abandon': null,
  /** Takes up a cart that another operator parked. */
  'cart-claim': null,
  'receipt-copy': null,
  'return-with-receipt': null,
  /** Minor units per return, without a receipt. */
  'return-without-receipt': 'minor',
  /** Minor units per return against another register's receipt that can't be looked up. */
  'return-unverified': 'minor',
  'post-void': null,
  'no-sale': null,
  'cash-move': null,
  /** Says what became of a payment that the terminal or wallet cannot be asked about. */
  'payment-decide': null,
  'stored-value-issue': null,
  'account-charge': null,
  'session-open': null,
  'session-close': null,
  /** Sells on, or closes, a session that another operator is accountable for. */
  'session-share': null,
  'report-x': null,
  /** Sees what the drawer should hold where closing is blind. */
  'expected-amounts': null,
  'safe-and-bank': null,
  'day-close': null,
  'operator-unlock': null,
  reports: null,
  /** Settles what the server found. */
  exceptions: null,
  /** Enrols members. */
  'member-enrol': null,
  /** Sees what is known of members, and changes it. */
  members: null,
  /** Assigns, answers, closes and reopens cases; who sees members opens them. */
  cases: null,
  /** Makes one of two members that are the same person, and two again. */
  'member-merge': null,
  /** Takes out all that is known of a member. */
  'member-export': null,
  /** Erases what is known of a member. */
  'member-erase': null,
  /** Sees online orders and works them: accepts or refuses, picks, hands over, ships. */
  'online-orders': null,
  /** Changes, cancels, routes and refunds them. */
  'online-orders-decide': null,
  /** Prints shelf and price labels. */
  labels: null,
  training: null,
  /** Sees stock and its movements; receives, sends and accepts goods. */
  stock: null,
  'stock-adjust': null,
  /** Counts what is there. */
  count: null,
  /** Plans counts, and books their differences. */
  'count-approve': null,
  /** Sees what goods cost. */
  costs: null,
  purchasing: null,
  catalogue: null,
  prices: null,
  /** Operators, roles and their PINs. */
  people: null,
  settings: null,
  /** Connects shop systems and sites, and says what they may sell. */
  channels: null,
} as const satisfies Record<string, 'ppm' | 'minor' | null>;

export type Permission = keyof typeof PERMISSIONS;

/** A role as data: what is granted, `true` or up to a limit. What is not named is not granted. */
export interface Role {
  roleId: string;
  name: string;
  names?: Record<string, string>;
  grants: Partial<Record<Permission, number | true>>;
}

/** Whether a role may do something of this size (0 where size has no meaning). */
export function isGranted(role: Role | undefined, permission: Permission, size = 0): boolean {
  const grant = role?.grants[permission];
  return grant === true || (grant !== undefined && size <= grant);
}

const CASHIER: Role['grants'] = {
  sell: true,
  discount: 100_000,
  'price-override': 100_000,
  'open-price': true,
  'unlisted-item': true,
  'line-void': true,
  'cart-abandon': true,
  'cart-claim': true,
  'receipt-copy': true,
  'return-with-receipt': true,
  'return-unverified': 5_000,
  'stored-value-issue': true,
  'session-open': true,
  'session-close': true,
  'member-enrol': true,
  members: true,
  training: true,
};

const SHIFT_MANAGER: Role['grants'] = {
  ...CASHIER,
  discount: 300_000,
  'price-override': 300_000,
  'archived-item': true,
  'stopped-item': true,
  'tax-exempt': true,
  'return-without-receipt': 10_000,
  'return-unverified': 20_000,
  'post-void': true,
  'no-sale': true,
  'cash-move': true,
  'payment-decide': true,
  'account-charge': true,
  'session-share': true,
  'report-x': true,
  'expected-amounts': true,
  'safe-and-bank': true,
  'operator-unlock': true,
  reports: true,
  cases: true,
  'online-orders': true,
  'online-orders-decide': true,
  labels: true,
  stock: true,
  'stock-adjust': true,
  count: true,
};

const EVERYTHING: Role['grants'] = Object.fromEntries(Object.keys(PERMISSIONS).map((permission) => [permission, true]));

/** Roles of a store that has set none. */
export const DEFAULT_ROLES: readonly Role[] = [
  { roleId: 'cashier', name: 'Cashier', grants: CASHIER },
  {
    roleId: 'clerk',
    name: 'Clerk',
    grants: {
      sell: true,
      'receipt-copy': true,
      'return-with-receipt': true,
      'member-enrol': true,
      members: true,
      training: true,
      'online-orders': true,
      stock: true,
      count: true,
    },
  },
  { roleId: 'shift-manager', name: 'Shift manager', grants: SHIFT_MANAGER },
  { roleId: 'manager', name: 'Manager', grants: EVERYTHING },
];

/** The role of an id; undefined where the store has none such. */
export function roleOf(roles: readonly Role[], roleId: string): Role | undefined {
  return roles.find((role) => role.roleId === roleId);
}
