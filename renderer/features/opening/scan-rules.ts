import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { storePolicy } from '#contracts/views/store-policy.ts';
import type { BarcodeRules } from '#domain/gs1/read-barcode.ts';

/** How this shop reads barcodes of products. */
export function scanRules({ store }: RegisterConfig): BarcodeRules {
  return { inStoreLayouts: storePolicy(store).inStoreLayouts };
}
