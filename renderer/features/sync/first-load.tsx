import { useTranslation } from 'react-i18next';
import { useStore } from '#renderer/app/external-store.ts';
import { useFormats, useProgress, useTill } from '#renderer/app/till-context.tsx';
import css from './status-chip.module.css';

/** How much of the shop has arrived, while it arrives for the first time; nothing afterwards. */
export function FirstLoad() {
  const { t } = useTranslation();
  const formats = useFormats();
  const progress = useProgress();
  const online = useStore(useTill().hostView).status?.online ?? false;
  if (progress?.state !== 'first') return null;
  const here = formats.count(progress.products);
  const total = roughly(progress.about ?? 0);
  return (
    <div className={css.first} role="status" data-testid="first-load">
      {progress.products === 0
        ? t(online ? 'sync.firstLoadBegins' : 'sync.firstLoadWaits')
        : total > progress.products
          ? t('sync.firstLoadOf', { here, total: formats.count(total) })
          : t('sync.firstLoad', { here })}
    </div>
  );
}

/** An estimate with no more digits than it is worth: two. */
function roughly(count: number): number {
  const scale = 10 ** Math.max(0, String(count).length - 2);
  return Math.round(count / scale) * scale;
}
