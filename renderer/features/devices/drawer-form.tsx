import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceState, DrawerSettings } from '#contracts/ipc/devices.ts';
import { Choices } from '#renderer/ui/choices.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { addressOf, draftOf, emptyDraft } from './address-draft.ts';
import { ConnectionField } from './connection-field.tsx';
import { DeviceForm, type DeviceFormProps } from './device-form.tsx';
import css from './devices.module.css';

const HOW = ['printer', 'serial'] as const;
const PINS = [2, 5] as const;
const LEVELS = ['high', 'low', 'none'] as const;
/** Bytes that move a solenoid box: most open at any byte they hear. */
const ANY_BYTE = '07';

/** The cash drawer: opened by the printer or by a line of its own, and how the till sees whether it is open. */
export function DrawerForm({ settings, save, onBack, state }: DeviceFormProps & { state: DeviceState | undefined }) {
  const { t } = useTranslation();
  const kept = settings.drawer;
  const [by, setBy] = useState<DrawerSettings['by']>(kept?.by ?? 'printer');
  const [pin, setPin] = useState<2 | 5>(kept?.by === 'printer' ? kept.pin : 2);
  const [level, setLevel] = useState<(typeof LEVELS)[number]>(kept?.by === 'printer' ? kept.openLevel : 'high');
  const [at, setAt] = useState(() =>
    kept?.by === 'serial' ? draftOf(kept.address, emptyDraft('serial')) : emptyDraft('serial'),
  );
  const [opens, setOpens] = useState(kept?.by === 'serial' ? kept.opens : ANY_BYTE);
  const hex = opens.replaceAll(/\s/g, '');
  const hexWrong = !/^([0-9A-Fa-f]{2}){1,32}$/.test(hex);
  const drafted = addressOf(at);
  const drawer: DrawerSettings | null =
    by === 'printer'
      ? { by, pin, openLevel: level }
      : drafted.ok && !hexWrong
        ? { by, address: drafted.address, opens: hex }
        : null;

  return (
    <DeviceForm
      title={t('devices.names.drawer')}
      draft={drawer && { ...settings, drawer }}
      save={save}
      onBack={onBack}
      test="drawer"
      testId="drawer-form"
    >
      <Field label={t('devices.drawer.how')}>
        <Choices
          label={t('devices.drawer.how')}
          value={by}
          options={HOW.map((value) => ({ value, label: t(`devices.drawer.${value}`) }))}
          onChange={(value) => setBy(value === 'serial' ? 'serial' : 'printer')}
          testId="drawer-by"
        />
      </Field>
      {by === 'printer' ? (
        <>
          <Field label={t('devices.drawer.pinName')} hint={t('devices.drawer.pinHint')}>
            <Choices
              label={t('devices.drawer.pinName')}
              value={String(pin)}
              options={PINS.map((each) => ({ value: String(each), label: t('devices.drawer.pin', { pin: each }) }))}
              onChange={(value) => setPin(value === '5' ? 5 : 2)}
              testId="drawer-pin"
            />
          </Field>
          <Field label={t('devices.drawer.level')} hint={t('devices.drawer.levelHint')}>
            <Choices
              label={t('devices.drawer.level')}
              value={level}
              options={LEVELS.map((value) => ({ value, label: t(`devices.drawer.levels.${value}`) }))}
              onChange={(value) => setLevel(LEVELS.find((each) => each === value) ?? 'none')}
              testId="drawer-level"
            />
          </Field>
          {state?.drawerOpen !== undefined && (
            <p className={css.live} role="status" data-testid="drawer-live">
              {t(state.drawerOpen ? 'devices.drawer.seenOpen' : 'devices.drawer.seenClosed')}
            </p>
          )}
        </>
      ) : (
        <>
          <ConnectionField connections={['serial', 'tcp']} draft={at} onDraft={setAt} />
          <Field
            label={t('devices.drawer.opens')}
            hint={t('devices.drawer.opensHint')}
            wrong={hexWrong ? t('devices.drawer.opensWrong') : null}
          >
            <TextField
              label={t('devices.drawer.opens')}
              value={opens}
              onText={setOpens}
              maxLength={95}
              aria-invalid={hexWrong ? true : undefined}
              data-testid="drawer-opens"
            />
          </Field>
        </>
      )}
    </DeviceForm>
  );
}
