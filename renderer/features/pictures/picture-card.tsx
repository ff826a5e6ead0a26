import { ChevronLeft, ChevronRight, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { LANGUAGE_NAMES, LANGUAGES } from '#renderer/app/i18n.ts';
import { IconAction } from '#renderer/ui/action.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import type { DraftPicture } from './draft-picture.ts';
import css from './picture-editor.module.css';
import { thumbnailUrl } from './picture-url.ts';

interface PictureCardProps {
  picture: DraftPicture;
  /** Where it stands among `count`. */
  at: number;
  count: number;
  onAlt: (alt: DraftPicture['alt']) => void;
  onMove: (by: number) => void;
  onRemove: () => void;
}

/** One picture of a form, with what it shows in every language shipped. */
export function PictureCard({ picture, at, count, onAlt, onMove, onRemove }: PictureCardProps) {
  const { t, i18n } = useTranslation();
  const number = at + 1;
  const { hash, alt } = picture;
  return (
    <li className={css.card} data-testid="picture" data-hash={hash}>
      <img className={css.image} src={thumbnailUrl(hash)} alt={alt[i18n.language]?.trim() ?? ''} />
      <div className={css.row}>
        <span className={css.grow}>
          {count > 1 && (at === 0 ? t('pictures.first') : t('pictures.numbered', { number }))}
        </span>
        {count > 1 && (
          <>
            <IconAction
              icon={ChevronLeft}
              label={t('pictures.earlier', { number })}
              disabled={at === 0}
              onClick={() => onMove(-1)}
              data-testid="picture-earlier"
            />
            <IconAction
              icon={ChevronRight}
              label={t('pictures.later', { number })}
              disabled={number === count}
              onClick={() => onMove(1)}
              data-testid="picture-later"
            />
          </>
        )}
        <IconAction icon={X} label={t('pictures.remove', { number })} onClick={onRemove} data-testid="picture-remove" />
      </div>
      {LANGUAGES.map((tag) => (
        <TextField
          key={tag}
          label={t('pictures.alt', { number, language: LANGUAGE_NAMES[tag] })}
          placeholder={t('pictures.altHint', { language: LANGUAGE_NAMES[tag] })}
          value={alt[tag] ?? ''}
          lang={tag}
          maxLength={500}
          onText={(text) => onAlt({ ...alt, [tag]: text })}
          data-testid={`picture-alt-${tag}`}
        />
      ))}
    </li>
  );
}
