import { useTranslation } from 'react-i18next';
import type { SerialSettings } from '#drivers/transport/device-address.ts';
import { SelectField } from '#renderer/ui/select-field.tsx';
import css from './connection-field.module.css';

interface SerialFieldsProps {
  value: SerialSettings;
  onChange: (value: SerialSettings) => void;
}

const BAUDS = [1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200] as const;
const FRAMES: readonly Pick<SerialSettings, 'data' | 'parity' | 'stop'>[] = [
  { data: 8, parity: 'none', stop: 1 },
  { data: 8, parity: 'even', stop: 1 },
  { data: 8, parity: 'odd', stop: 1 },
  { data: 8, parity: 'none', stop: 2 },
  { data: 7, parity: 'even', stop: 1 },
  { data: 7, parity: 'odd', stop: 1 },
  { data: 7, parity: 'none', stop: 2 },
];
const FLOWS = ['none', 'rtscts', 'xonxoff'] as const;

/** How a serial line is set, as the device's manual or its switches say. */
export function SerialFields({ value, onChange }: SerialFieldsProps) {
  const { t } = useTranslation();
  const bauds = [...new Set([...BAUDS, value.baud])].toSorted((a, b) => a - b);
  const frames = FRAMES.some((each) => frameName(each) === frameName(value)) ? FRAMES : [...FRAMES, value];
  return (
    <div className={css.serial}>
      <SelectField
        compact
        label={t('devices.serial.baud')}
        value={String(value.baud)}
        options={bauds.map((baud) => ({ value: String(baud), label: String(baud) }))}
        onChange={(baud) => onChange({ ...value, baud: Number(baud) })}
        testId="baud"
      />
      <SelectField
        compact
        label={t('devices.serial.frame')}
        value={frameName(value)}
        options={frames.map((each) => ({ value: frameName(each), label: frameName(each) }))}
        onChange={(name) => {
          const frame = frames.find((each) => frameName(each) === name);
          if (frame) onChange({ ...value, data: frame.data, parity: frame.parity, stop: frame.stop });
        }}
        testId="frame"
      />
      <SelectField
        compact
        label={t('devices.serial.flow')}
        value={value.flow}
        options={FLOWS.map((flow) => ({ value: flow, label: t(`devices.serial.flows.${flow}`) }))}
        onChange={(flow) => onChange({ ...value, flow })}
        testId="flow"
      />
    </div>
  );
}

/** As manuals write it: `8N1`, `7E1`. */
function frameName({ data, parity, stop }: Pick<SerialSettings, 'data' | 'parity' | 'stop'>): string {
  return `${data}${parity.charAt(0).toUpperCase()}${stop}`;
}
