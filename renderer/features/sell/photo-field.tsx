import { Camera, X } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { errorWords } from '#renderer/app/error-words.ts';
import { Action, IconAction } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import css from './prompt.module.css';
import type { PhotoTaking } from './use-photo.ts';

/** Takes a photo: by a tablet's camera, or from a file where the till has none. It needs no permission. */
export function PhotoField({ taking }: { taking: PhotoTaking }) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const { photo, failed } = taking;
  return (
    <>
      <div className={css.row}>
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
        <Action icon={Camera} onClick={() => input.current?.click()} data-testid="photo-take">
          {t('photo.take')}
        </Action>
        {photo !== null && (
          <>
            <img className={css.photo} src={photo} alt={t('photo.taken')} data-testid="photo" />
            <IconAction icon={X} label={t('photo.remove')} onClick={taking.remove} data-testid="photo-remove" />
          </>
        )}
      </div>
      {failed && <Notice {...errorWords(t, 'photo-unreadable')} />}
    </>
  );
}
