import { Camera, X } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ErrorCode } from '#contracts/errors/registry.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import css from './camera-panel.module.css';
import { showCamera } from './show-camera.ts';

/** As sharp as the camera has it, up to what a picture may be. */
const WIDTH = 1600;
const QUALITY = 0.95;

/** What the camera sees, until a picture is taken of it. */
export function ShotPanel({ onShot, onClose }: { onShot: (picture: Blob) => void; onClose: () => void }) {
  const { t } = useTranslation();
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<'starting' | 'shown' | ErrorCode>('starting');
  const fault = useEffectEvent((code: ErrorCode) => setState(code));
  const isFault = state !== 'starting' && state !== 'shown';
  useEffect(() => {
    if (!video.current) return;
    return showCamera(video.current, WIDTH, { shown: () => setState('shown'), fault: (code) => fault(code) });
  }, []);

  function shoot(): void {
    const seen = video.current;
    if (!seen || seen.videoWidth === 0) return;
    const canvas = document.createElement('canvas');
    canvas.width = seen.videoWidth;
    canvas.height = seen.videoHeight;
    canvas.getContext('2d')?.drawImage(seen, 0, 0);
    canvas.toBlob((picture) => picture && onShot(picture), 'image/jpeg', QUALITY);
  }

  return (
    <div className={css.body} data-testid="shot-panel">
      {isFault ? (
        <Notice {...errorWords(t, state)} />
      ) : (
        <video ref={video} className={css.video} muted playsInline aria-label={t('camera.picture')} />
      )}
      <div className={css.row}>
        {!isFault && (
          <Action icon={Camera} disabled={state !== 'shown'} onClick={shoot} data-testid="shot-take">
            {t('pictures.shoot')}
          </Action>
        )}
        <Action tone="quiet" icon={X} onClick={onClose} data-testid="shot-close">
          {t('app.close')}
        </Action>
      </div>
    </div>
  );
}
