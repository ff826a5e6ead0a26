import { useTranslation } from 'react-i18next';
import type { FoundDevice } from '#contracts/ipc/devices.ts';
import { Choices } from '#renderer/ui/choices.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { type AddressDraft, addressOf, type Connection, draftOf } from './address-draft.ts';
import css from './connection-field.module.css';
import { DeviceSearch } from './device-search.tsx';
import { SerialFields } from './serial-fields.tsx';

interface ConnectionFieldProps {
  /** What such a device can hang on. */
  connections: readonly Connection[];
  /** Whether such devices can be found in the network: printers can. */
  inNetwork?: boolean;
  draft: AddressDraft;
  onDraft: (draft: AddressDraft) => void;
  /** One of what was found was chosen. */
  onFound?: (found: FoundDevice) => void;
}

/** Where a device is: how it is connected, what was found there, and the address itself. */
export function ConnectionField({ connections, inNetwork = false, draft, onDraft, onFound }: ConnectionFieldProps) {
  const { t } = useTranslation();
  const { connection } = draft;
  const wrong = wrongPart(draft);
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
      {(connection !== 'tcp' || inNetwork) && (
        <DeviceSearch key={connection} connection={connection} chosen={chosenAddress(draft)} onChoose={choose} />
      )}
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
