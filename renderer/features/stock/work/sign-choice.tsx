import { useTranslation } from 'react-i18next';
import { useStore } from '#renderer/app/external-store.ts';
import { Tabs } from '#renderer/ui/tabs.tsx';
import type { StockWork } from './stock-work.ts';

/** Which way an adjustment goes whose reason does not say it. */
export function SignChoice({ work }: { work: StockWork }) {
  const { t } = useTranslation();
  const { draft } = useStore(work.view);
  return (
    <Tabs
      label={t('stock.adjust.way')}
      value={draft.sign < 0 ? 'off' : 'on'}
      options={[
        { value: 'off', label: t('stock.adjust.off') },
        { value: 'on', label: t('stock.adjust.on') },
      ]}
      onChange={(way) => work.edit((current) => ({ ...current, sign: way === 'off' ? -1 : 1 }))}
      testId="adjust-sign"
    />
  );
}
