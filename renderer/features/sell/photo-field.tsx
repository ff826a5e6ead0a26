import { Camera, X } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { IconAction } from '#renderer/ui/action.tsx';
import css from './prompt.module.css';
import type { PhotoTaking } from './use-photo.ts';

/** Takes a photo: by a tablet's camera, or from a file where the till has none. It needs no permission. Stands in a row. */
export function PhotoField({ taking }: { taking: PhotoTaking }) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const { photo } = taking;
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          // The same file may be chosen again.
          if (file) taking.take(file);
          currentTarget.value = '';
        }}
        data-testid="photo-file"
      />
      {photo === null ? (
        <IconAction
          icon={Camera}
          label={t('photo.take')}
          onClick={() => input.current?.click()}
          data-testid="photo-take"
        />
      ) : (
        <>
          <img className={css.photo} src={photo} alt={t('photo.taken')} data-testid="photo" />
          <IconAction icon={X} label={t('photo.remove')} onClick={taking.remove} data-testid="photo-remove" />
        </>
      )}
    </>
  );
}
