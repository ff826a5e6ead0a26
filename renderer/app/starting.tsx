import { useTranslation } from 'react-i18next';
import type { ErrorWords } from '#renderer/app/error-words.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import css from './starting.module.css';

/** What is shown while there is nothing else to show: that the till starts, or why it can't. */
export function Starting({ words }: { words?: ErrorWords | undefined }) {
  const { t } = useTranslation();
  return (
    <main className={css.starting}>
      <div className={css.words}>
        <h1 className={css.name}>{t('app.name')}</h1>
        {words ? <Notice {...words} /> : <p role="status">{t('app.starting')}</p>}
      </div>
    </main>
  );
}
