import { useTranslation } from 'react-i18next';
import { errorWords } from '#renderer/app/error-words.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import type { SettingsEnd } from './settings-end.ts';

/** Why settings were not saved. Nothing that was entered is lost. */
export function EndNotice<Row>({ end }: { end: SettingsEnd<Row> }) {
  const { t } = useTranslation();
  if (end.end === 'unsent') {
    return end.offline ? (
      <Notice tone="warn" code="offline" title={t('products.unsent')} next={t('products.unsentNext')} />
    ) : (
      <Notice {...errorWords(t, end.code)} />
    );
  }
  if (end.end !== 'refused') return null;
  const codes = [...new Set(end.faults.map(({ code }) => code))];
  return codes.map((code) => <Notice key={code} {...errorWords(t, code)} />);
}
