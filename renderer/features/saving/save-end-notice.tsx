import { useTranslation } from 'react-i18next';
import { Notice } from '#renderer/ui/notice.tsx';
import { FaultNotice } from './fault-notice.tsx';
import type { SaveEnd } from './save-end.ts';

/** A change of several things at once says of how many others were faster. */
type Ended = SaveEnd<unknown> | { end: 'refused'; faults: readonly { code: string }[]; conflicts: readonly unknown[] };

/** Why something was not saved: what is wrong with it, who was faster, or no network. Nothing that was entered is lost. */
export function SaveEndNotice({ end }: { end: Ended }) {
  const { t } = useTranslation();
  if (end.end === 'done' || end.end === 'conflict') return null;
  if (end.end === 'unsent') return <FaultNotice fault={end.code} />;
  const codes = [...new Set(end.faults.map(({ code }) => code))];
  const conflicts = 'conflicts' in end ? end.conflicts.length : 0;
  return (
    <>
      {codes.map((code) => (
        <FaultNotice key={code} fault={code} />
      ))}
      {conflicts > 0 && (
        <Notice
          tone="warn"
          code="changed-meanwhile"
          title={t('products.changedMeanwhile', { count: conflicts })}
          next={t('products.changedMeanwhileNext')}
        />
      )}
    </>
  );
}
