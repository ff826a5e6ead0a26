import { ArrowLeft, Plus, Store } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ChannelRow } from '#contracts/http/channels.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { useFormKeys } from '#renderer/features/saving/use-form-keys.ts';
import { Action } from '#renderer/ui/action.tsx';
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { ChannelState, shownState } from './channel-state.tsx';

interface ChannelListProps {
  rows: readonly ChannelRow[];
  onNew: () => void;
  onOpen: (channelId: string) => void;
  onLeave: () => void;
}

/** Channels, and how each is reached. */
export function ChannelList({ rows, onNew, onOpen, onLeave }: ChannelListProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  useFormKeys(onLeave);
  const make = (
    <Action tone="next" icon={Plus} onClick={onNew} data-testid="channel-new">
      {t('channels.new')}
    </Action>
  );
  const columns: DataColumn<ChannelRow>[] = [
    { id: 'name', label: t('channels.fields.name'), share: 2, value: ({ channel }) => channel.name },
    { id: 'kind', label: t('channels.kind'), value: ({ channel }) => t(`channels.kinds.${channel.kind}`) },
    {
      id: 'state',
      label: t('table.status'),
      value: (row) => t(`channels.states.${shownState(row)}`),
      cell: (row) => <ChannelState row={row} />,
    },
    {
      id: 'heard',
      label: t('channels.heard'),
      value: ({ health }) => health.heardAt ?? '',
      cell: ({ health }) => (health.heardAt === null ? t('channels.never') : formats.dateTime(health.heardAt)),
    },
    {
      id: 'waiting',
      label: t('channels.waiting'),
      isNumber: true,
      value: ({ health }) => health.toLookAt + health.toTell,
      cell: ({ health }) => formats.count(health.toLookAt + health.toTell),
    },
    {
      id: 'unmapped',
      label: t('channels.unmapped'),
      isNumber: true,
      value: ({ health }) => health.unmapped,
      cell: ({ health }) => formats.count(health.unmapped),
    },
  ];
  return (
    <>
      <div className={sheet.head}>
        <Action tone="quiet" icon={ArrowLeft} hint="Esc" onClick={onLeave} data-testid="channels-back">
          {t('labels.back')}
        </Action>
      </div>
      {rows.length === 0 ? (
        <Empty icon={Store} title={t('channels.none')} text={t('channels.noneText')}>
          {make}
        </Empty>
      ) : (
        <DataTable
          label={t('channels.title')}
          rows={rows}
          columns={columns}
          keyOf={({ channel }) => channel.channelId}
          order={{ by: 'name', descending: false }}
          onOpen={({ channel }) => onOpen(channel.channelId)}
          exportName="channels"
          testId="channels"
          rowTestId="channel-row"
          attributes={({ channel }) => ({ 'data-channel': channel.channelId })}
        >
          {make}
        </DataTable>
      )}
    </>
  );
}
