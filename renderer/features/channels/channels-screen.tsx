import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChannelList as Channels } from '#contracts/http/channels.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { useLastGood } from '#renderer/app/use-last-good.ts';
import { useServer } from '#renderer/app/use-server.ts';
import type { OfficeProps } from '#renderer/features/office/office-parts.ts';
import { useLeaving } from '#renderer/features/saving/use-leaving.ts';
import { useLocations } from '#renderer/features/stock/transfer/use-locations.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { Page } from '#renderer/ui/page.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { ChannelForm } from './channel-form.tsx';
import { ChannelList } from './channel-list.tsx';
import { ChannelView } from './channel-view.tsx';

type View = { at: 'list' } | { at: 'new' } | { at: 'channel' | 'edit'; channelId: string };

/** Channels that sell what lies in stores: connected, watched, paused, and what they sell put right. */
export function ChannelsScreen({ config, top, guard, onLeave }: OfficeProps) {
  const { t } = useTranslation();
  const [view, setView] = useState<View>({ at: 'list' });
  const [saved, setSaved] = useState<string | null>(null);
  const asked = useLastGood(useServer('/channels', Channels));
  const { locations } = useLocations();
  const { leaving, onDirty, ask, settle } = useLeaving(guard);
  const show = (next: View): void => {
    setSaved(null);
    setView(next);
  };
  return (
    <Page title={t('channels.title')} top={top}>
      <div className={sheet.screen} data-testid="channels">
        {saved !== null && (
          <Notice
            tone="ok"
            code="channel-saved"
            title={t('products.saved', { name: saved })}
            next={t('channels.savedNext')}
          />
        )}
        <Answered asked={asked} offlineText={t('channels.offline')}>
          {({ channels }) => {
            const rows = channels.filter(({ channel }) => channel.kind !== 'till');
            const row = 'channelId' in view ? rows.find(({ channel }) => channel.channelId === view.channelId) : null;
            if (view.at === 'list') {
              return (
                <ChannelList
                  rows={rows}
                  onNew={() => show({ at: 'new' })}
                  onOpen={(channelId) => show({ at: 'channel', channelId })}
                  onLeave={onLeave}
                />
              );
            }
            if (view.at === 'channel' && row) {
              return (
                <ChannelView
                  key={view.channelId}
                  row={row}
                  locations={locations ?? []}
                  again={asked.again}
                  onEdit={() => show({ at: 'edit', channelId: view.channelId })}
                  onLeave={() => show({ at: 'list' })}
                />
              );
            }
            if (view.at === 'channel' || !locations) return <p role="status">{t('shift.loading')}</p>;
            return (
              <ChannelForm
                key={view.at}
                row={row ?? null}
                taken={channels.map(({ channel }) => channel.channelId)}
                config={config}
                locations={locations}
                leaving={leaving}
                onDirty={onDirty}
                onSaved={(channelId, name) => {
                  settle();
                  asked.again();
                  setView({ at: 'channel', channelId });
                  setSaved(name);
                }}
                onLeave={() =>
                  ask(() => show(view.at === 'edit' ? { at: 'channel', channelId: view.channelId } : { at: 'list' }))
                }
              />
            );
          }}
        </Answered>
      </div>
    </Page>
  );
}
