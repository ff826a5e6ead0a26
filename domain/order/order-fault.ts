/** A figure of an order that is not what it should be; `where` is its path in the order (`lines/2/amount`), values are as text. */
export interface OrderFault {
  code: 'arithmetic-differs' | 'settle-differs';
  where: string;
  expected: string;
  found: string;
}
