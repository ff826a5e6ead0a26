import { type OpenTill, openTill, type TillOptions } from './open-till.ts';
import { openShop, type Shop } from './shop.ts';

/** A demo shop and one till of it, open in a browser. */
export interface OneTill extends OpenTill {
  shop: Shop;
}

/** Starts everything, up to the sign-in screen or the operator's first one; what was started ends again when that fails. */
export async function openOneTill(options: TillOptions = {}): Promise<OneTill> {
  const shop = await openShop();
  try {
    const one = await openTill(shop, options);
    const close = async () => {
      await one.close();
      await shop.close();
    };
    return { ...one, shop, close };
  } catch (error) {
    await shop.close();
    throw error;
  }
}
