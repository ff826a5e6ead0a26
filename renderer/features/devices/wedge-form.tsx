import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WedgeSettings } from '#contracts/ipc/devices.ts';
import type { HostStatus } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { Choices } from '#renderer/ui/choices.tsx';
import { Field, NumberField, wholeWithin } from '#renderer/ui/field.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { DeviceForm, type DeviceFormProps } from './device-form.tsx';
import { ScanTest } from './scan-test.tsx';
import type { KeptSettings } from './use-device-settings.ts';

interface WedgeFormProps extends DeviceFormProps {
  status: HostStatus;
  config: RegisterConfig;
  tryWedge: KeptSettings['tryWedge'];
}

const LAYOUTS = ['auto', 'us', 'fr', 'de'] as const;
const GAP_MS = [10, 200] as const;
const LENGTH = [3, 20] as const;

/** How scanners that type are told from hands. What is set works for the try below at once, and is kept only when saved. */
export function WedgeForm({ settings, save, onBack, status, config, tryWedge }: WedgeFormProps) {
  const { t } = useTranslation();
  const kept = settings.wedge;
  const [layout, setLayout] = useState<WedgeSettings['layout']>(kept.layout);
  const [prefix, setPrefix] = useState(kept.prefix);
  const [gap, setGap] = useState(String(kept.maxGapMs));
  const [length, setLength] = useState(String(kept.minLength));
  const maxGapMs = wholeWithin(gap, ...GAP_MS);
  const minLength = wholeWithin(length, ...LENGTH);
  const isRight = maxGapMs !== null && minLength !== null;

  useEffect(() => {
    if (maxGapMs !== null && minLength !== null) tryWedge({ layout, prefix, maxGapMs, minLength });
    return () => tryWedge(null);
  }, [tryWedge, layout, prefix, maxGapMs, minLength]);

  return (
    <DeviceForm
      title={t('devices.names.wedge')}
      hint={t('devices.wedge.hint')}
      draft={isRight ? { ...settings, wedge: { layout, prefix, maxGapMs, minLength } } : null}
      save={save}
      onBack={onBack}
      testId="wedge-form"
    >
      <ScanTest status={status} config={config} />
      <Field label={t('devices.wedge.layout')} hint={t('devices.wedge.layoutHint')}>
        <Choices
          label={t('devices.wedge.layout')}
          value={layout}
          options={LAYOUTS.map((value) => ({ value, label: t(`devices.wedge.layouts.${value}`) }))}
          onChange={(value) => setLayout(LAYOUTS.find((each) => each === value) ?? 'auto')}
          testId="wedge-layout"
        />
      </Field>
      <Field label={t('devices.wedge.prefix')} hint={t('devices.wedge.prefixHint')}>
        <TextField
          label={t('devices.wedge.prefix')}
          value={prefix}
          onText={setPrefix}
          maxLength={3}
          data-testid="wedge-prefix"
        />
      </Field>
      <NumberField
        label={t('devices.wedge.gap')}
        hint={t('devices.wedge.gapHint')}
        value={gap}
        onText={setGap}
        wrong={maxGapMs === null ? t('devices.between', { least: GAP_MS[0], most: GAP_MS[1] }) : null}
        testId="wedge-gap"
      />
      <NumberField
        label={t('devices.wedge.length')}
        hint={t('devices.wedge.lengthHint')}
        value={length}
        onText={setLength}
        wrong={minLength === null ? t('devices.between', { least: LENGTH[0], most: LENGTH[1] }) : null}
        testId="wedge-length"
      />
    </DeviceForm>
  );
}
