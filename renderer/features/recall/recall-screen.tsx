import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OfficeProps } from '#renderer/features/office/office-parts.ts';
import { Page } from '#renderer/ui/page.tsx';
import { SoldView } from './sold-view.tsx';
import { StopForm } from './stop-form.tsx';
import { StopList } from './stop-list.tsx';

type View = { at: 'list' } | { at: 'new' } | { at: 'sold'; stopId: string };

/** What is not to be sold: the list, a new stop or recall, and what was sold of one. */
export function RecallScreen({ config, top, onLeave }: OfficeProps) {
  const { t } = useTranslation();
  const [view, setView] = useState<View>({ at: 'list' });
  const toList = (): void => setView({ at: 'list' });
  return (
    <Page title={t('recall.title')} top={top}>
      {view.at === 'list' && (
        <StopList
          onNew={() => setView({ at: 'new' })}
          onOpen={(stopId) => setView({ at: 'sold', stopId })}
          onLeave={onLeave}
        />
      )}
      {view.at === 'new' && <StopForm config={config} onDone={toList} />}
      {view.at === 'sold' && <SoldView stopId={view.stopId} onBack={toList} />}
    </Page>
  );
}
