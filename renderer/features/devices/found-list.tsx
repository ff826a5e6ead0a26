import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FoundDevice } from '#contracts/ipc/devices.ts';
import { readAddress } from '#drivers/transport/device-address.ts';
import css from './connection-field.module.css';
import { addressWords } from './device-words.ts';

interface FoundListProps {
  found: readonly FoundDevice[];
  /** The address entered now. */
  chosen: string | null;
  onChoose: (device: FoundDevice) => void;
}

/** What a search came upon, to be chosen from. */
export function FoundList({ found, chosen, onChoose }: FoundListProps) {
  const { t } = useTranslation();
  if (found.length === 0) {
    return (
      <p className={css.none} role="status" data-testid="found-none">
        {t('devices.find.none')}
      </p>
    );
  }
  return (
    <ul className={css.found} aria-label={t('devices.find.found')}>
      {found.map((device) => (
        <li key={device.address}>
          <UnstyledButton
            type="button"
            className={css.pick}
            aria-pressed={chosen !== null && place(device.address) === place(chosen)}
            onClick={() => onChoose(device)}
            data-testid="found"
          >
            <span className={css.name}>{device.name}</span>
            <span className={css.where}>{whereWords(device)}</span>
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );

  /** How fast a serial line will be is not known yet. */
  function whereWords({ address, name }: FoundDevice): string {
    const read = readAddress(address);
    if (!read.ok || read.address.kind !== 'serial') return addressWords(t, address);
    return read.address.path === name ? t('devices.connections.serial') : read.address.path;
  }
}

/** The same place, whatever the speed of a serial line. */
function place(address: string): string {
  const read = readAddress(address);
  if (!read.ok) return address;
  return read.address.kind === 'serial' ? read.address.path : JSON.stringify(read.address);
}
