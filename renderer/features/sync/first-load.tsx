import { useTranslation } from 'react-i18next';
import { useFormats, useProgress } from '#renderer/app/till-context.tsx';
import css from './status-chip.module.css';

/** How much of the shop has arrived, while it arrives for the first time; nothing afterwards. */
export function FirstLoad() {
  const { t } = useTranslation();
  const formats = useFormats();
  const progress = useProgress();
  if (progress?.state !== 'first') return null;
  return (
    <div className={css.first} role="status" data-testid="first-load">
      {progress.products === 0
        ? t('sync.firstLoadBegins')
        : t('sync.firstLoad', { here: formats.count(progress.products) })}
    </div>
  );
}
