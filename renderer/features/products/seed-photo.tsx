import { ImagePlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorWords } from '#renderer/app/error-words.ts';
import type { DraftPicture } from '#renderer/features/pictures/draft-picture.ts';
import { fileOf } from '#renderer/features/pictures/scale-picture.ts';
import { uploadPicture } from '#renderer/features/pictures/upload-picture.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import css from './products.module.css';

interface SeedPhotoProps {
  /** A data URL. */
  photo: string;
  pictures: readonly DraftPicture[];
  onPictures: (pictures: readonly DraftPicture[]) => void;
}

/** The photo that a till took of an unknown product, which may become its picture. */
export function SeedPhoto({ photo, pictures, onPictures }: SeedPhotoProps) {
  const { t } = useTranslation();
  const [state, setState] = useState<'open' | 'adding' | 'added'>('open');
  const [fault, setFault] = useState<string | null>(null);

  async function use(): Promise<void> {
    const file = fileOf(photo);
    setState('adding');
    const uploaded = file ? await uploadPicture(file) : { ok: false as const, code: 'picture-unfit' };
    setState(uploaded.ok ? 'added' : 'open');
    setFault(uploaded.ok ? null : uploaded.code);
    if (uploaded.ok) onPictures([...pictures, { hash: uploaded.hash, alt: {} }]);
  }

  return (
    <div className={sheet.section}>
      <img className={css.photo} src={photo} alt={t('products.photo')} />
      {fault && <Notice {...errorWords(t, fault)} />}
      {state !== 'added' && (
        <div>
          <Action
            icon={ImagePlus}
            disabled={state === 'adding'}
            onClick={() => void use()}
            data-testid="product-use-photo"
          >
            {t('pictures.use')}
          </Action>
        </div>
      )}
    </div>
  );
}
