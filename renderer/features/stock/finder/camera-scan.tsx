import { Camera } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CameraPanel } from '#renderer/features/camera/camera-panel.tsx';
import { useHasCamera } from '#renderer/features/camera/use-has-camera.ts';
import { IconAction } from '#renderer/ui/action.tsx';
import css from './product-finder.module.css';

/** Reads one code by the camera, where there is one; it goes where every scan goes. Stands in a place that is positioned. */
export function CameraScan() {
  const { t } = useTranslation();
  const hasCamera = useHasCamera();
  const [open, setOpen] = useState(false);
  if (!hasCamera) return null;
  return (
    <>
      <IconAction
        tone="plain"
        icon={Camera}
        label={t('camera.title')}
        onClick={() => setOpen(!open)}
        data-testid="stock-camera"
      />
      {open && (
        <div className={css.camera}>
          <CameraPanel onClose={() => setOpen(false)} />
        </div>
      )}
    </>
  );
}
