import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { Page } from '#renderer/ui/page.tsx';
import { SoldView } from './sold-view.tsx';
import { StopForm } from './stop-form.tsx';
import { StopList } from './stop-list.tsx';

interface RecallScreenProps {
  config: RegisterConfig;
  top: ReactNode;
  onLeave: () => void;
}

type View = { at: 'list' } | { at: 'new' } | { at: 'sold'; stopId: string };

/** What is not to be sold: the list, a new stop or recall, and what was sold of one. */
export function RecallScreen({ config, top, onLeave }: RecallScreenProps) {
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
