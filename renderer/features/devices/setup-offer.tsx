import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostStatus } from '#contracts/ipc/host.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import css from './devices.module.css';

/** Kept on this machine once somebody has set devices up, or wants to do so later. */
const KEY = 'omnitill-devices-offered';

/** Nobody need be asked: they have been. */
export function putOffSetup(storage: Pick<Storage, 'setItem'>): void {
  storage.setItem(KEY, 'yes');
}

/** On a new till, offers to set the devices up; once put off, it is not offered again: the page is in More. */
export function SetupOffer({ status, onSetUp }: { status: HostStatus; onSetUp: () => void }) {
  const { t } = useTranslation();
  const [offered, setOffered] = useState(() => localStorage.getItem(KEY) !== null);
  const nothingYet = !status.printer.configured && status.devices.length === 0;
  if (offered || !nothingYet) return null;

  function answer(): void {
    putOffSetup(localStorage);
    setOffered(true);
  }

  return (
    <div className={css.offer}>
      <Notice tone="info" code="devices-offer" title={t('devices.offer.title')} next={t('devices.offer.text')}>
        <Action
          onClick={() => {
            answer();
            onSetUp();
          }}
          data-testid="offer-set-up"
        >
          {t('devices.offer.setUp')}
        </Action>
        <Action tone="quiet" onClick={answer} data-testid="offer-later">
          {t('devices.offer.later')}
        </Action>
      </Notice>
    </div>
  );
}
