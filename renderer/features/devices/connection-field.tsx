import { Search, X } from 'lucide-react';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { FoundDevice } from '#contracts/ipc/devices.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Choices } from '#renderer/ui/choices.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { type AddressDraft, addressOf, type Connection, draftOf } from './address-draft.ts';
import css from './connection-field.module.css';
import { Field } from './field.tsx';
import { FoundList } from './found-list.tsx';
import { SerialFields } from './serial-fields.tsx';
import { useFind, type Where } from './use-find.ts';

interface ConnectionFieldProps {
  /** What such a device can hang on. */
  connections: readonly Connection[];
  draft: AddressDraft;
  onDraft: (draft: AddressDraft) => void;
  /** One of what was found was chosen. */
  onFound?: (found: FoundDevice) => void;
}

const WHERE: Readonly<Record<Connection, Where>> = {
  tcp: 'network',
  serial: 'serial',
  usb: 'usb',
  spooler: 'spooler',
  hid: 'hid',
};

/** Where a device is: how it is connected, what was found there, and the address itself. The network is searched only when asked. */
export function ConnectionField({ connections, draft, onDraft, onFound }: ConnectionFieldProps) {
  const { t } = useTranslation();
  const finding = useFind();
  const { connection } = draft;
  const wrong = wrongPart(draft);
  const look = useEffectEvent(() => {
    if (connection !== 'tcp') finding.find(WHERE[connection]);
  });
  useEffect(() => {
    if (connection) look();
  }, [connection]);

  function choose(found: FoundDevice): void {
    onDraft(draftOf(found.address, draft));
    onFound?.(found);
  }

  return (
    <>
      {connections.length > 1 && (
        <Field label={t('devices.connection')}>
          <Choices
            label={t('devices.connection')}
            value={connection}
            options={connections.map((value) => ({ value, label: t(`devices.connections.${value}`) }))}
            onChange={(value) => {
              const chosen = connections.find((one) => one === value);
              if (chosen && chosen !== connection) onDraft({ ...draft, connection: chosen, place: '' });
            }}
            testId="connection"
          />
        </Field>
      )}
      <div className={css.search}>
        {finding.busy ? (
          <>
            <span className={css.progress} role="status" data-testid="finding">
              {finding.progress ? t('devices.find.progress', finding.progress) : t('devices.find.busy')}
            </span>
            {connection === 'tcp' && (
              <Action icon={X} onClick={finding.cancel} data-testid="find-cancel">
                {t('devices.find.cancel')}
              </Action>
            )}
          </>
        ) : (
          <Action icon={Search} onClick={() => finding.find(WHERE[connection])} data-testid="find">
            {t(connection === 'tcp' ? 'devices.find.network' : 'devices.find.again')}
          </Action>
        )}
      </div>
      {finding.fault && <Notice {...errorWords(t, finding.fault.code)} />}
      {finding.found && <FoundList found={finding.found} chosen={chosenAddress(draft)} onChoose={choose} />}
      {connection !== 'hid' && (
        <div className={css.address}>
          <Field
            label={t(`devices.place.${connection}`)}
            hint={t(`devices.placeHint.${connection}`)}
            wrong={wrong && t(`devices.wrong.${wrong}`)}
          >
            <TextField
              label={t(`devices.place.${connection}`)}
              value={draft.place}
              onText={(place) => onDraft({ ...draft, place })}
              maxLength={300}
              aria-invalid={wrong ? true : undefined}
              data-testid="place"
            />
          </Field>
          {connection === 'tcp' && (
            <Field label={t('devices.port')}>
              <TextField
                label={t('devices.port')}
                value={draft.port}
                onText={(port) => onDraft({ ...draft, port })}
                inputMode="numeric"
                maxLength={5}
                data-testid="port"
              />
            </Field>
          )}
        </div>
      )}
      {connection === 'serial' && (
        <SerialFields value={draft.serial} onChange={(serial) => onDraft({ ...draft, serial })} />
      )}
    </>
  );
}

/** What is wrong with what was entered; null also while nothing was. */
function wrongPart(draft: AddressDraft): 'host' | 'port' | 'path' | 'queue' | null {
  const drafted = addressOf(draft);
  return drafted.ok || drafted.reason === 'missing' ? null : drafted.reason;
}

function chosenAddress(draft: AddressDraft): string | null {
  const drafted = addressOf(draft);
  return drafted.ok ? drafted.address : null;
}
