import { LockKeyhole, UsersRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { HostStatus } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { DeviceChip } from '#renderer/features/devices/device-chip.tsx';
import { StatusChip } from '#renderer/features/sync/status-chip.tsx';
import { IconAction } from '#renderer/ui/action.tsx';
import { Initials } from '#renderer/ui/initials.tsx';
import css from './top-bar.module.css';

interface TopBarProps {
  status: HostStatus;
  config: RegisterConfig;
  operatorId: string;
  onLock: () => void;
  onSwitch: () => void;
  /** To the page of devices; null for those who may not change them. */
  onDevices: (() => void) | null;
}

/** Who sells where, what is wrong with the hardware, whether the server has everything, the change of operators and the lock. */
export function TopBar({ status, config, operatorId, onLock, onSwitch, onDevices }: TopBarProps) {
  const { t } = useTranslation();
  const operator = config.operators.find((one) => one.operatorId === operatorId);
  const name = operator?.name ?? operatorId;
  return (
    <div className={css.bar}>
      <div className={css.who}>
        <Initials text={operator?.initials ?? '?'} seed={operatorId} size={36} round />
        <div className={css.names}>
          <div className={css.operator} data-testid="operator">
            {name}
          </div>
          <div className={css.register}>{config.register.name}</div>
        </div>
      </div>
      <DeviceChip status={status} onDevices={onDevices} />
      <StatusChip status={status} />
      <IconAction
        icon={UsersRound}
        label={t('rail.switch')}
        title={t('rail.switchKey')}
        onClick={onSwitch}
        data-testid="switch-operator"
      />
      <IconAction
        icon={LockKeyhole}
        label={t('rail.lock')}
        title={t('rail.lockKey')}
        onClick={onLock}
        data-testid="lock"
      />
    </div>
  );
}
