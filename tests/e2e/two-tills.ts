import { type Line, openLine } from './line.ts';
import { type OpenTill, openTill, type TillOptions } from './open-till.ts';
import { openShop, type Shop } from './shop.ts';

/** A demo shop and two tills of it; the second one's way to the server can be cut. */
export interface TwoTills {
  shop: Shop;
  line: Line;
  tills: [OpenTill, OpenTill];
  close(): Promise<void>;
}

/** Starts everything, each up to the sign-in screen or its operator's first one; what was started ends again when that fails. */
export async function openTwoTills(first: TillOptions, second: TillOptions): Promise<TwoTills> {
  const closers: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const shop = await openShop();
    closers.push(shop.close);
    const line = await openLine(Number(new URL(shop.serverUrl).port));
    closers.push(line.close);
    const one = await openTill(shop, { name: 'Till 1', ...first });
    closers.push(one.close);
    const other = await openTill(shop, { name: 'Till 2', over: line, ...second });
    closers.push(other.close);
    return { shop, line, tills: [one, other], close };
  } catch (error) {
    await close();
    throw error;
  }
}
