import { Popover, UnstyledButton } from '@mantine/core';
import { Printer, ScanBarcode, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostStatus } from '#contracts/ipc/host.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import css from '#renderer/features/sync/status-chip.module.css';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { type DeviceTrouble, deviceTroubles } from './device-sight.ts';
import { chipWords, sightWords } from './sight-words.ts';

interface DeviceChipProps {
  status: HostStatus;
  /** To the page; null for those who may not change the hardware. */
  onDevices: (() => void) | null;
}

const ICONS = {
  printer: Printer,
  'label-printer': Printer,
  scanner: ScanBarcode,
  drawer: TriangleAlert,
  'line-display': TriangleAlert,
  scale: TriangleAlert,
} as const;

/** What is wrong with the hardware; nothing while nothing is. Red where a person must act; tapping it says what to do. */
export function DeviceChip({ status, onDevices }: DeviceChipProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const troubles = deviceTroubles(status.devices);
  const [worst] = troubles;
  if (!worst) return null;
  const Icon = ICONS[worst.device];
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
          data-state={worst.tone === 'bad' ? 'trouble' : 'offline'}
          data-device
          onClick={() => setOpen(!open)}
          aria-label={t('devices.chip', { words: `${chipWords(t, worst)}, ${sightWords(t, worst)}` })}
          data-testid="device-chip"
          data-code={worst.code ?? 'paper-low'}
        >
          <span className={css.icon}>
            <Icon size={20} aria-hidden />
          </span>
          <span>{chipWords(t, worst)}</span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={css.dropdown ?? ''} aria-label={t('devices.panel')}>
        <Troubles troubles={troubles} onDevices={onDevices} onClose={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

interface TroublesProps {
  troubles: readonly DeviceTrouble[];
  onDevices: (() => void) | null;
  onClose: () => void;
}

function Troubles({ troubles, onDevices, onClose }: TroublesProps) {
  const { t } = useTranslation();
  useKeyLayer('overlay', {
    onKey(event) {
      if (event.key === 'Escape') onClose();
      return event.key === 'Escape';
    },
  });
  return (
    <div className={css.panel} data-testid="device-panel">
      <h2 className={css.heading}>{t('devices.panel')}</h2>
      {troubles.map(({ device, deviceId, tone, code }) => {
        const name = device === 'scanner' ? deviceId : t(`devices.names.${device}`);
        const words =
          code === null
            ? { code: 'paper-low', title: t('devices.state.paperLow'), next: t('devices.state.paperLowNext') }
            : errorWords(t, code);
        return (
          <Notice
            key={`${device} ${deviceId}`}
            tone={tone === 'bad' ? 'bad' : 'warn'}
            code={words.code}
            title={t('devices.trouble', { name, title: words.title })}
            next={words.next}
          />
        );
      })}
      {onDevices && (
        <Action
          onClick={() => {
            onClose();
            onDevices();
          }}
          data-testid="device-panel-open"
        >
          {t('devices.open')}
        </Action>
      )}
    </div>
  );
}
