import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ErrorCode } from '#contracts/errors/registry.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import css from './camera-panel.module.css';
import { readCamera } from './read-camera.ts';

/** Scans by the camera: one code, which goes where every scan goes, and closes it. */
export function CameraPanel({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [fault, setFault] = useState<ErrorCode | null>(null);
  useKeyLayer('panel', {
    onKey(event) {
      if (event.key !== 'Escape') return false;
      onClose();
      return true;
    },
  });
  return (
    <Panel title={t('camera.title')} closeName={t('app.close')} onClose={onClose} testId="camera-panel">
      <div className={css.body}>
        {fault ? (
          <Notice {...errorWords(t, fault)}>
            <Action onClick={() => setFault(null)} data-testid="camera-again">
              {t('camera.again')}
            </Action>
          </Notice>
        ) : (
          <Picture onRead={onClose} onFault={setFault} />
        )}
      </div>
    </Panel>
  );
}

/** What the camera sees, while it is read. */
function Picture({ onRead, onFault }: { onRead: () => void; onFault: (code: ErrorCode) => void }) {
  const { t } = useTranslation();
  const { keys } = useTill();
  const video = useRef<HTMLVideoElement>(null);
  const read = useEffectEvent((scan: { text: string; symbology: string | null }) => {
    onRead();
    keys.scan({ ...scan, atMs: performance.now() });
  });
  const fault = useEffectEvent((code: ErrorCode) => onFault(code));
  useEffect(() => {
    if (!video.current) return;
    return readCamera(video.current, { read: (scan) => read(scan), fault: (code) => fault(code) });
  }, []);
  return (
    <>
      <video
        ref={video}
        className={css.video}
        muted
        playsInline
        aria-label={t('camera.picture')}
        data-testid="camera-video"
      />
      <p className={css.hint}>{t('camera.hint')}</p>
    </>
  );
}
