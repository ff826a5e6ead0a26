import type { Wallet } from '#drivers/wallet/wallet.ts';
import { HttpWallet } from './http-wallet.ts';

/** The wallet gateway a setting names: `http://…` or `https://…`. Null when the address means none. */
export function walletFor(url: string): Wallet | null {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return null;
  return new HttpWallet(url);
}
