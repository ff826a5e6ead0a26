import type { FixList } from '#contracts/http/reports.ts';
import { readBarcode } from '#domain/gs1/read-barcode.ts';
import { isPhoto } from '#renderer/features/pictures/photo.ts';
import type { ProductSeed } from './form-parts.ts';

/** What a product form begins with when it is made of something that tills sold without one. */
export function fixSeed({ code, name, categoryId, price, photo }: FixList['problems'][number]): ProductSeed {
  const read = code === null ? null : readBarcode(code);
  return {
    ...(read && 'gtin' in read ? { gtin: read.gtin } : {}),
    ...(name === null ? {} : { name }),
    ...(categoryId === null ? {} : { categoryId }),
    ...(price === null ? {} : { price }),
    ...(photo !== null && isPhoto(photo) ? { photo } : {}),
  };
}
