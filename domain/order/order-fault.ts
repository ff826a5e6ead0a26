/** A figure of an order that is not what it should be; `where` is its path in the order (`lines/2/amount`), values are as text. */
export interface OrderFault {
  code: 'arithmetic-differs' | 'settle-differs' | 'rounding-differs';
  where: string;
  expected: string;
  found: string;
}

/** Notes a figure that is not what the order's other figures come to. */
export function equal(faults: OrderFault[], where: string, expected: bigint, found: number | bigint): void {
  demand(faults, where, String(expected), expected === BigInt(found), found);
}

/** Notes a figure that is not as the order's other figures demand. */
export function demand(faults: OrderFault[], where: string, expected: string, holds: boolean, found: unknown): void {
  if (!holds) faults.push({ code: 'arithmetic-differs', where, expected, found: String(found) });
}
