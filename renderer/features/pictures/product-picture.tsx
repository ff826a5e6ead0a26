import { type CSSProperties, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PictureRef } from '#domain/catalog/variant.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { pictureUrl, thumbnailUrl } from './picture-url.ts';
import css from './product-picture.module.css';

interface ProductPictureProps {
  picture: PictureRef | undefined;
  /** Pixels of each side of a thumbnail; without it the picture stands as large as its place is. */
  size?: number;
  /** Says what it shows to those who do not see it; without it the words beside it do. */
  described?: boolean;
  /** In its place where there is none, or none can be had. */
  children?: ReactNode;
}

/** A product's or a category's picture. One that is not here is looked for again when there is a network. */
export function ProductPicture({ picture, size, described, children }: ProductPictureProps) {
  const { i18n } = useTranslation();
  const online = useStore(useTill().hostView).status?.online ?? false;
  const [failed, setFailed] = useState<string | null>(null);
  const turn = `${picture?.hash} ${online}`;
  if (!picture || failed === turn) return children;
  return (
    <img
      key={turn}
      className={size === undefined ? css.large : css.thumbnail}
      style={size === undefined ? undefined : ({ '--size': `${size}px` } as CSSProperties)}
      src={size === undefined ? pictureUrl(picture.hash) : thumbnailUrl(picture.hash)}
      alt={described ? altOf(picture, i18n.language) : ''}
      loading="lazy"
      decoding="async"
      draggable={false}
      onError={() => setFailed(turn)}
      data-testid="product-picture"
      data-hash={picture.hash}
    />
  );
}

/** What a picture shows, in a language or in the first that has words for it. */
function altOf({ alt }: PictureRef, language: string): string {
  return alt?.[language] ?? Object.values(alt ?? {})[0] ?? '';
}
