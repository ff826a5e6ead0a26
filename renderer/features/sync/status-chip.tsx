import { Popover, UnstyledButton } from '@mantine/core';
import { Check, Clock } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostStatus } from '#contracts/ipc/host.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { useFormats, useProgress, useTill } from '#renderer/app/till-context.tsx';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import css from './status-chip.module.css';
import { type SyncState, syncState } from './sync-state.ts';

/** Whether the server has everything, in one glance; tapping it tells what works, what waits and how old things are. */
export function StatusChip({ status }: { status: HostStatus }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [open, setOpen] = useState(false);
  const { reachable } = useStore(useTill().hostView);
  const sync = syncState(status, reachable);
  const title = {
    synced: t('sync.online'),
    sending: t('sync.sending'),
    offline: status.hostless ? t('tablet.offline') : t('sync.offlineSince', { since: formats.time(sync.since) }),
    trouble: t('sync.trouble'),
    unknown: t('sync.unknown'),
  };
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position="bottom-end"
      shadow="md"
      trapFocus
      returnFocus
      closeOnEscape={false}
    >
      <Popover.Target>
        <UnstyledButton
          type="button"
          className={css.chip}
          data-state={sync.state}
          data-testid="status"
          onClick={() => setOpen(!open)}
        >
          <span className={css.dot} aria-hidden />
          <span>
            <span data-testid={sync.state}>{title[sync.state]}</span>
            {sync.state !== 'synced' && (
              <span className={css.sub} data-testid="waiting" data-facts={sync.facts} data-orders={sync.orders}>
                {status.hostless ? t('tablet.onlineOnly') : waitingWords(sync)}
              </span>
            )}
          </span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={css.dropdown ?? ''} aria-label={t('sync.panel')}>
        <SyncPanel status={status} sync={sync} onClose={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  );

  function waitingWords({ facts, orders }: SyncState): string {
    if (orders > 0) return t('sync.salesSafe', { count: orders });
    return facts > 0 ? t('sync.entriesSafe', { count: facts }) : t('sync.nothingWaits');
  }
}

function SyncPanel({ status, sync, onClose }: { status: HostStatus; sync: SyncState; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const progress = useProgress();
  useKeyLayer('overlay', {
    onKey(event) {
      if (event.key === 'Escape') onClose();
      return event.key === 'Escape';
    },
  });
  const hostless = status.hostless === true;
  const works = hostless ? [t('tablet.kept')] : [t('sync.works.sell'), t('sync.works.print'), t('sync.works.signIn')];
  const limited = hostless ? [t('tablet.goesOn')] : [t('sync.limited.prices'), t('sync.limited.stock')];
  return (
    <div className={css.panel} data-testid="status-panel">
      <h2 className={css.heading}>
        {hostless && sync.state === 'offline' ? t('tablet.offline') : t(`sync.heading.${sync.state}`)}
      </h2>
      {sync.state === 'trouble' && <Notice {...errorWords(t, status.fault?.code ?? 'internal')} />}
      <dl className={css.rows}>
        {!hostless && (
          <>
            <dt>{t('sync.salesWaiting')}</dt>
            <dd data-testid="waiting-orders">{formats.count(sync.orders)}</dd>
            <dt>{t('sync.entriesWaiting')}</dt>
            <dd data-testid="waiting-facts">{formats.count(sync.facts)}</dd>
          </>
        )}
        <dt>{status.online ? t('sync.connectedSince') : t('sync.lastContact')}</dt>
        <dd>{formats.dateTime(sync.since)}</dd>
        <dt>{t('sync.dataAsOf')}</dt>
        <dd>{progress?.asOf ? formats.dateTime(progress.asOf) : t('sync.notYet')}</dd>
        <dt>{t('sync.products')}</dt>
        <dd>{formats.count(progress?.products ?? 0)}</dd>
        <dt>{t('sync.server')}</dt>
        <dd>{status.serverUrl}</dd>
      </dl>
      {sync.state === 'offline' && (
        <ul className={css.list}>
          {works.map((words) => (
            <li key={words}>
              <Check size={18} aria-hidden />
              {words}
            </li>
          ))}
          {limited.map((words) => (
            <li key={words}>
              <Clock size={18} aria-hidden />
              {words}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
