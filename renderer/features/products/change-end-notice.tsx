import { useTranslation } from 'react-i18next';
import { errorWords } from '#renderer/app/error-words.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import type { ChangeEnd } from './use-change.ts';

/** Why a change was not made: what is wrong with it, who was faster, or no network. Nothing that was entered is lost. */
export function ChangeEndNotice({ end }: { end: ChangeEnd }) {
  const { t } = useTranslation();
  if (end.end === 'done') return null;
  if (end.end === 'unsent') {
    return end.offline ? (
      <Notice tone="warn" code="offline" title={t('products.unsent')} next={t('products.unsentNext')} />
    ) : (
      <Notice {...errorWords(t, end.code)} />
    );
  }
  const codes = [...new Set(end.faults.map(({ code }) => code))];
  return (
    <>
      {codes.map((code) => (
        <Notice key={code} {...errorWords(t, code)} />
      ))}
      {end.conflicts.length > 0 && (
        <Notice
          tone="warn"
          code="changed-meanwhile"
          title={t('products.changedMeanwhile', { count: end.conflicts.length })}
          next={t('products.changedMeanwhileNext')}
        />
      )}
    </>
  );
}
