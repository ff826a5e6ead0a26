import type { ErrorCode } from '#contracts/errors/registry.ts';
import { checkDigit } from '#domain/gs1/read-barcode.ts';

/** What cannot be so in the catalogue: `message` in English for the report of an import, and for developers. */
export interface Fault {
  code: ErrorCode;
  message: string;
}

/** A barcode that another product has, or that was mistyped. `owner` is the sku of the product that has it, if one does. */
export function gtinFault(gtin: string, sku: string, owner: string | undefined): Fault | undefined {
  if (owner !== undefined && owner !== sku) {
    return { code: 'gtin-taken', message: `gtin ${gtin} belongs to sku ${owner}` };
  }
  if (checkDigit(gtin.slice(0, -1)) === Number(gtin.at(-1))) return undefined;
  return { code: 'gtin-check-digit', message: `gtin ${gtin} has a wrong check digit` };
}

/** The first store whose tax rules do not know the category. */
export function taxFault(
  taxCategory: string,
  stores: Iterable<readonly [string, { taxCategories: ReadonlySet<string> }]>,
): Fault | undefined {
  for (const [storeId, { taxCategories }] of stores) {
    if (taxCategories.has(taxCategory)) continue;
    return { code: 'tax-category-missing', message: `store ${storeId} has no tax category ${taxCategory}` };
  }
  return undefined;
}

/** A picture that was never uploaded, or was forgotten. */
export function pictureFault(pictures: readonly { hash: string }[], known: ReadonlySet<string>): Fault | undefined {
  const missing = pictures.find(({ hash }) => !known.has(hash));
  return missing && { code: 'picture-unknown', message: `there is no picture ${missing.hash}` };
}
