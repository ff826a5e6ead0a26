import { Camera, ImagePlus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorWords } from '#renderer/app/error-words.ts';
import { ShotPanel } from '#renderer/features/camera/shot-panel.tsx';
import { useHasCamera } from '#renderer/features/camera/use-has-camera.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { type DraftPicture, moved } from './draft-picture.ts';
import { PictureCard } from './picture-card.tsx';
import css from './picture-editor.module.css';
import { uploadPicture } from './upload-picture.ts';
import { useDroppedFiles } from './use-dropped-files.ts';

interface PictureEditorProps {
  pictures: readonly DraftPicture[];
  most: number;
  onPictures: (pictures: readonly DraftPicture[]) => void;
  /** Pictures are on their way to the server: what is saved now would be without them. */
  onBusy: (busy: boolean) => void;
}

/** Pictures in their order: chosen, dropped, pasted or taken by the camera; what each shows in words; moved and removed. */
export function PictureEditor({ pictures, most, onPictures, onBusy }: PictureEditorProps) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const hasCamera = useHasCamera();
  const [shooting, setShooting] = useState(false);
  const [waiting, setWaiting] = useState(0);
  const [fault, setFault] = useState<{ code: string; name: string } | null>(null);
  // What comes while others are still on their way goes on from the newest list.
  const newest = useRef(pictures);
  useEffect(() => {
    newest.current = pictures;
  }, [pictures]);
  useEffect(() => {
    onBusy(waiting > 0);
    return () => onBusy(false);
  }, [waiting, onBusy]);
  const over = useDroppedFiles((files) => void add(files));
  const isFull = pictures.length + waiting >= most;

  async function add(files: readonly Blob[]): Promise<void> {
    const taken = files.slice(0, Math.max(0, most - newest.current.length));
    setFault(null);
    setWaiting((count) => count + taken.length);
    for (const file of taken) {
      const uploaded = await uploadPicture(file);
      setWaiting((count) => count - 1);
      if (!uploaded.ok) setFault({ code: uploaded.code, name: file instanceof File ? file.name : '' });
      else if (!newest.current.some(({ hash }) => hash === uploaded.hash)) {
        newest.current = [...newest.current, { hash: uploaded.hash, alt: {} }];
        onPictures(newest.current);
      }
    }
  }

  return (
    <section className={css.editor} data-testid="picture-editor">
      {fault && <FaultNotice {...fault} />}
      {pictures.length > 0 && (
        <ol className={css.cards} aria-label={t('pictures.title')}>
          {pictures.map((picture, at) => (
            <PictureCard
              key={picture.hash}
              picture={picture}
              at={at}
              count={pictures.length}
              onAlt={(alt) => onPictures(pictures.map((one) => (one === picture ? { ...one, alt } : one)))}
              onMove={(by) => onPictures(moved(pictures, picture.hash, by))}
              onRemove={() => onPictures(pictures.filter((one) => one !== picture))}
            />
          ))}
        </ol>
      )}
      {shooting ? (
        <ShotPanel
          onShot={(shot) => {
            setShooting(false);
            void add([shot]);
          }}
          onClose={() => setShooting(false)}
        />
      ) : (
        <div className={css.drop} data-over={over || undefined}>
          <div className={css.row}>
            <Action icon={ImagePlus} disabled={isFull} onClick={() => input.current?.click()} data-testid="picture-add">
              {t('pictures.choose')}
            </Action>
            {hasCamera && (
              <Action icon={Camera} disabled={isFull} onClick={() => setShooting(true)} data-testid="picture-shoot">
                {t('pictures.camera')}
              </Action>
            )}
          </div>
          <p className={css.hint} role="status">
            {waiting > 0 ? t('pictures.adding', { count: waiting }) : t('pictures.hint', { count: most })}
          </p>
        </div>
      )}
      <input
        ref={input}
        type="file"
        accept="image/*"
        multiple={most > 1}
        hidden
        onChange={({ currentTarget }) => {
          void add([...(currentTarget.files ?? [])]);
          // The same file may be chosen again.
          currentTarget.value = '';
        }}
        data-testid="picture-file"
      />
    </section>
  );
}

function FaultNotice({ code, name }: { code: string; name: string }) {
  const { t } = useTranslation();
  const words = errorWords(t, code);
  return <Notice {...words} title={name === '' ? words.title : t('pictures.unfit', { name, why: words.title })} />;
}
