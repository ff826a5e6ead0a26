import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScaleSettings } from '#contracts/ipc/devices.ts';
import type { SerialSettings } from '#drivers/transport/device-address.ts';
import { Choices } from '#renderer/ui/choices.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { type AddressDraft, addressOf, draftOf, emptyDraft } from './address-draft.ts';
import { ConnectionField } from './connection-field.tsx';
import { DeviceForm, type DeviceFormProps } from './device-form.tsx';
import css from './devices.module.css';

type Protocol = ScaleSettings['protocol'];
const PROTOCOLS: readonly Protocol[] = ['mettler-8217', 'cas', 'dialog06'];
/** How scales of each kind leave the factory. */
const LINES: Readonly<Record<Protocol, Partial<SerialSettings>>> = {
  'mettler-8217': { data: 7, parity: 'even' },
  cas: {},
  dialog06: { data: 7, parity: 'odd' },
};
const HEX = /^[0-9A-Fa-f]{4}$/;

/** The scale: its protocol and its line. */
export function ScaleForm({ settings, save, onBack }: DeviceFormProps) {
  const { t } = useTranslation();
  const kept = settings.scale;
  const [protocol, setProtocol] = useState<Protocol>(kept?.protocol ?? 'mettler-8217');
  const [at, setAt] = useState<AddressDraft>(() => {
    const empty = emptyDraft('serial', LINES[kept?.protocol ?? 'mettler-8217']);
    return kept ? draftOf(kept.address, empty) : empty;
  });
  const [checksum, setChecksum] = useState(kept?.checksums?.checksum ?? '');
  const [polynomial, setPolynomial] = useState(kept?.checksums?.polynomial ?? '');
  const withChecksums = protocol === 'dialog06' && (checksum !== '' || polynomial !== '');
  const hexWrong = withChecksums && !(HEX.test(checksum) && HEX.test(polynomial));
  const drafted = addressOf(at);
  const scale: ScaleSettings | null =
    drafted.ok && !hexWrong
      ? { address: drafted.address, protocol, ...(withChecksums ? { checksums: { checksum, polynomial } } : {}) }
      : null;

  function choose(value: string): void {
    const chosen = PROTOCOLS.find((each) => each === value);
    if (!chosen) return;
    setProtocol(chosen);
    setAt({ ...at, serial: emptyDraft('serial', LINES[chosen]).serial });
  }

  return (
    <DeviceForm
      title={t('devices.names.scale')}
      hint={t('devices.scale.hint')}
      draft={scale && { ...settings, scale }}
      save={save}
      onBack={onBack}
      test="scale"
      testId="scale-form"
    >
      <Field label={t('devices.scale.protocol')} hint={t('devices.scale.protocolHint')}>
        <Choices
          label={t('devices.scale.protocol')}
          value={protocol}
          options={PROTOCOLS.map((value) => ({ value, label: t(`devices.scale.protocols.${value}`) }))}
          onChange={choose}
          testId="scale-protocol"
        />
      </Field>
      <ConnectionField connections={['serial', 'tcp']} draft={at} onDraft={setAt} />
      {protocol === 'dialog06' && (
        <div className={css.pair}>
          <Field
            label={t('devices.scale.checksum')}
            hint={t('devices.scale.checksumHint')}
            wrong={hexWrong ? t('devices.scale.checksumWrong') : null}
          >
            <TextField
              label={t('devices.scale.checksum')}
              value={checksum}
              onText={setChecksum}
              maxLength={4}
              data-testid="scale-checksum"
            />
          </Field>
          <Field label={t('devices.scale.polynomial')}>
            <TextField
              label={t('devices.scale.polynomial')}
              value={polynomial}
              onText={setPolynomial}
              maxLength={4}
              data-testid="scale-polynomial"
            />
          </Field>
        </div>
      )}
    </DeviceForm>
  );
}
