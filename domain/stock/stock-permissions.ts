import type { Permission } from '#domain/operator/permission.ts';

/** Who may witness what happens to stock; till and server check the same. */
export const STOCK_PERMISSIONS = {
  'stock.received': 'stock',
  'stock.sent': 'stock',
  'stock.accepted': 'stock',
  'stock.adjusted': 'stock-adjust',
  'stock.returned': 'stock-adjust',
} as const satisfies Record<string, Permission>;

export type StockKind = keyof typeof STOCK_PERMISSIONS;

/** The same with what is witnessed when goods are counted. */
export const GOODS_PERMISSIONS = { ...STOCK_PERMISSIONS, 'count.recorded': 'count' } as const satisfies Record<
  string,
  Permission
>;

/** Whether a fact is one about goods: stock, or what was counted. */
export function isGoodsKind(kind: string): kind is keyof typeof GOODS_PERMISSIONS {
  return Object.hasOwn(GOODS_PERMISSIONS, kind);
}

/** Whether a fact is one about stock. */
export function isStockKind(kind: string): kind is StockKind {
  return Object.hasOwn(STOCK_PERMISSIONS, kind);
}
