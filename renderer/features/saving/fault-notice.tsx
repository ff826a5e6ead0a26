import { useTranslation } from 'react-i18next';
import { errorWords } from '#renderer/app/error-words.ts';
import { Notice } from '#renderer/ui/notice.tsx';

/** Why something was not done: a code of the error registry, or `offline`. */
export function FaultNotice({ fault }: { fault: string | null }) {
  const { t } = useTranslation();
  if (fault === null) return null;
  if (fault !== 'offline') return <Notice {...errorWords(t, fault)} />;
  return <Notice tone="warn" code="offline" title={t('products.unsent')} next={t('products.unsentNext')} />;
}
