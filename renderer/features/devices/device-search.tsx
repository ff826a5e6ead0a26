import { Search, X } from 'lucide-react';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { FoundDevice } from '#contracts/ipc/devices.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import type { Connection } from './address-draft.ts';
import css from './connection-field.module.css';
import { FoundList } from './found-list.tsx';
import { useFind, type Where } from './use-find.ts';

interface DeviceSearchProps {
  connection: Connection;
  /** The address entered now. */
  chosen: string | null;
  onChoose: (found: FoundDevice) => void;
}

const WHERE: Readonly<Record<Connection, Where>> = {
  tcp: 'network',
  serial: 'serial',
  usb: 'usb',
  spooler: 'spooler',
  hid: 'hid',
};

/** Looks for devices on one kind of connection: on this machine at once, in the network only when asked. */
export function DeviceSearch({ connection, chosen, onChoose }: DeviceSearchProps) {
  const { t } = useTranslation();
  const finding = useFind();
  const isNetwork = connection === 'tcp';
  const look = useEffectEvent(() => {
    if (!isNetwork) finding.find(WHERE[connection]);
  });
  useEffect(() => look(), []);

  return (
    <>
      <div className={css.search}>
        {finding.busy ? (
          <>
            <span className={css.progress} role="status" data-testid="finding">
              {finding.progress ? t('devices.find.progress', finding.progress) : t('devices.find.busy')}
            </span>
            {isNetwork && (
              <Action icon={X} onClick={finding.cancel} data-testid="find-cancel">
                {t('devices.find.cancel')}
              </Action>
            )}
          </>
        ) : (
          <Action icon={Search} onClick={() => finding.find(WHERE[connection])} data-testid="find">
            {t(isNetwork ? 'devices.find.network' : 'devices.find.again')}
          </Action>
        )}
      </div>
      {finding.fault && <Notice {...errorWords(t, finding.fault.code)} />}
      {finding.found && <FoundList found={finding.found} chosen={chosen} onChoose={onChoose} />}
    </>
  );
}
