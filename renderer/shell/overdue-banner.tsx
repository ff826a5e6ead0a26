import { useTranslation } from 'react-i18next';
import type { HostStatus } from '#contracts/ipc/host.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import css from './till-screen.module.css';

/** That the open session is of a day before and should be closed; nothing while it is not. */
export function OverdueBanner({ session }: Pick<HostStatus, 'session'>) {
  const { t } = useTranslation();
  if (!session?.overdue) return null;
  return (
    <div className={css.banner}>
      <Notice
        tone="warn"
        code="session-overdue"
        title={t('shift.overdue.banner', { date: session.businessDate })}
        next={t('shift.overdue.next')}
      />
    </div>
  );
}
