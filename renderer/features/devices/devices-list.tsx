import {
  Banknote,
  FlaskConical,
  Keyboard,
  Monitor,
  Plus,
  Printer,
  RectangleEllipsis,
  ScanBarcode,
  Tag,
  Wand,
  Weight,
} from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceName, DeviceSettings } from '#contracts/ipc/devices.ts';
import type { Fault, HostStatus } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { DeviceRow } from './device-row.tsx';
import {
  addressWords,
  drawerWords,
  labelPrinterWords,
  lineDisplayWords,
  printerWords,
  scaleWords,
  wedgeWords,
} from './device-words.ts';
import css from './devices.module.css';
import { OpenCustomerPage } from './open-customer-page.tsx';
import { ScanTest } from './scan-test.tsx';
import { wordedSight } from './sight-words.ts';
import { TestNotice } from './test-notice.tsx';
import { type KeptSettings, type RemovableKind, withoutDevice } from './use-device-settings.ts';
import { useDeviceTest } from './use-device-test.ts';
import { WeighTest } from './weigh-test.tsx';

/** What is being set up: a kind of device, or one of the scanners (`scannerId` null: one more). */
export type DeviceTask =
  | { kind: 'printer' | 'drawer' | 'wedge' | 'scale' | 'line-display' | 'customer-window' | 'label-printer' }
  | { kind: 'scanner'; scannerId: string | null }
  | { kind: 'setup' | 'virtual-counter' };

interface DevicesListProps {
  settings: DeviceSettings;
  save: KeptSettings['save'];
  status: HostStatus;
  config: RegisterConfig;
  /** What was just done. */
  done: string | null;
  onTask: (task: DeviceTask) => void;
  onLeave: () => void;
}

/** Every device of the register: what is set up, how it is, and a try. */
export function DevicesList({ settings, save, status, config, done, onTask, onLeave }: DevicesListProps) {
  const { t } = useTranslation();
  const testing = useDeviceTest();
  const [tested, setTested] = useState<string | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const { printer, drawer, scanners, scale, lineDisplay, customerWindow, labelPrinter } = settings;
  useKeyLayer('screen', {
    onKey(event) {
      if (event.key === 'Escape') onLeave();
      return event.key === 'Escape';
    },
  });

  function sightOf(device: DeviceName, deviceId: string = device) {
    return wordedSight(
      t,
      status.devices.find((each) => each.device === device && each.deviceId === deviceId),
    );
  }

  function test(device: DeviceName, deviceId?: string) {
    const key = deviceId ?? device;
    return {
      words: t(testing.busy && tested === key ? 'devices.testing' : `devices.test.${device}`),
      busy: testing.busy,
      onPress: () => {
        setTested(key);
        if (device !== 'scale') void testing.run(device, settings, deviceId);
      },
    };
  }

  function outcome(device: DeviceName, key: string = device) {
    return tested === key && testing.outcome && <TestNotice device={device} outcome={testing.outcome} />;
  }

  async function keep(changed: DeviceSettings): Promise<void> {
    setFault(await save(changed));
  }

  const remove = (kind: RemovableKind) => () => void keep(withoutDevice(settings, kind));

  return (
    <div className={css.page} data-testid="devices">
      {done && <Notice tone="ok" code="done" title={done} />}
      {fault && <Notice {...errorWords(t, fault.code)} />}
      <div className={css.intro}>
        <p className={css.text}>{t('devices.intro')}</p>
        <Action
          tone={printer === null ? 'next' : 'plain'}
          icon={Wand}
          onClick={() => onTask({ kind: 'setup' })}
          data-testid="devices-setup"
        >
          {t('devices.guide')}
        </Action>
      </div>
      <ul className={css.rows}>
        <DeviceRow
          icon={Printer}
          name={t('devices.names.printer')}
          set={printer && printerWords(t, printer)}
          sight={sightOf('printer')}
          test={test('printer')}
          onChange={() => onTask({ kind: 'printer' })}
          onRemove={remove('printer')}
          testId="printer"
        >
          {outcome('printer')}
        </DeviceRow>
        <DeviceRow
          icon={Banknote}
          name={t('devices.names.drawer')}
          set={drawer && drawerWords(t, drawer)}
          sight={drawer?.by === 'printer' && printer === null ? undefined : sightOf('drawer')}
          test={test('drawer')}
          onChange={() => onTask({ kind: 'drawer' })}
          onRemove={remove('drawer')}
          testId="drawer"
        >
          {outcome('drawer')}
        </DeviceRow>
        <DeviceRow
          icon={Keyboard}
          name={t('devices.names.wedge')}
          set={wedgeWords(t, settings.wedge)}
          onChange={() => onTask({ kind: 'wedge' })}
          testId="wedge"
        />
        {scanners.map(({ scannerId, address }) => (
          <DeviceRow
            key={scannerId}
            icon={ScanBarcode}
            name={scannerId}
            set={addressWords(t, address)}
            sight={sightOf('scanner', scannerId)}
            test={test('scanner', scannerId)}
            onChange={() => onTask({ kind: 'scanner', scannerId })}
            onRemove={() =>
              void keep({ ...settings, scanners: scanners.filter((each) => each.scannerId !== scannerId) })
            }
            testId="scanner"
          >
            {outcome('scanner', scannerId)}
          </DeviceRow>
        ))}
        <li className={css.row}>
          <div className={css.scan}>
            <ScanTest status={status} config={config} />
            {scanners.length < 8 && (
              <Action
                icon={Plus}
                onClick={() => onTask({ kind: 'scanner', scannerId: null })}
                data-testid="scanner-add"
              >
                {t('devices.scanner.add')}
              </Action>
            )}
          </div>
        </li>
        <DeviceRow
          icon={Weight}
          name={t('devices.names.scale')}
          set={scale && scaleWords(t, scale)}
          sight={sightOf('scale')}
          test={test('scale')}
          onChange={() => onTask({ kind: 'scale' })}
          onRemove={remove('scale')}
          testId="scale"
        >
          {scale && tested === 'scale' && <WeighTest onClose={() => setTested(null)} />}
        </DeviceRow>
        <DeviceRow
          icon={RectangleEllipsis}
          name={t('devices.names.line-display')}
          set={lineDisplay && lineDisplayWords(t, lineDisplay)}
          sight={sightOf('line-display')}
          test={test('line-display')}
          onChange={() => onTask({ kind: 'line-display' })}
          onRemove={remove('lineDisplay')}
          testId="line-display"
        >
          {outcome('line-display')}
        </DeviceRow>
        <DeviceRow
          icon={Monitor}
          name={t('devices.names.customer-window')}
          set={customerWindow && t('devices.customer.on', { count: customerWindow.pictures.length })}
          onChange={() => onTask({ kind: 'customer-window' })}
          onRemove={remove('customerWindow')}
          testId="customer-window"
        >
          {customerWindow && <OpenCustomerPage />}
        </DeviceRow>
        <DeviceRow
          icon={Tag}
          name={t('devices.names.label-printer')}
          set={labelPrinter && labelPrinterWords(t, labelPrinter)}
          sight={sightOf('label-printer')}
          test={test('label-printer')}
          onChange={() => onTask({ kind: 'label-printer' })}
          onRemove={remove('labelPrinter')}
          testId="label-printer"
        >
          {outcome('label-printer')}
        </DeviceRow>
        {status.counterUrl !== undefined && (
          <li className={css.row} data-testid="device-virtual-counter">
            <div className={css.line}>
              <span className={css.icon}>
                <FlaskConical size={24} strokeWidth={1.75} aria-hidden />
              </span>
              <div className={css.words}>
                <h2 className={css.name}>{t('counter.title')}</h2>
                <div className={css.sub}>{status.counterUrl}</div>
              </div>
              <Action onClick={() => onTask({ kind: 'virtual-counter' })} data-testid="virtual-counter-open">
                {t('counter.open')}
              </Action>
            </div>
          </li>
        )}
      </ul>
    </div>
  );
}
