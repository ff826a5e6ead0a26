import { parse } from '#contracts/schema.ts';
import { PublishedVariant } from '#contracts/views/catalogue.ts';
import { ProductPicture } from '#renderer/features/pictures/product-picture.tsx';
import type { FieldWords } from './field-words.ts';
import css from './products.module.css';

/** A field of a variant as it reads, pictures as they look. */
export function FieldValue({ words, field, value }: { words: FieldWords; field: string; value: unknown }) {
  const pictures = parse(PublishedVariant.properties.pictures, value);
  if (field !== 'pictures' || !pictures.ok) return words.value(field, value);
  return (
    <span className={css.pictures}>
      {pictures.value.map((picture) => (
        <ProductPicture key={picture.hash} picture={picture} size={48} described />
      ))}
    </span>
  );
}
