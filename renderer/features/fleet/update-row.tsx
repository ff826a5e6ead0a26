import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { FleetRegister } from '#contracts/http/fleet.ts';
import { compareVersions } from '#domain/fleet/compare-versions.ts';
import { Action } from '#renderer/ui/action.tsx';
import css from './fleet.module.css';
import type { FleetWords } from './use-fleet-words.ts';

interface UpdateRowProps {
  register: FleetRegister;
  storeName: string;
  /** That of the release. */
  version: string;
  words: FleetWords;
  busy: boolean;
  onNow: () => void;
}

/** How far one register is with the release. */
export function UpdateRow({ register, storeName, version, words, busy, onNow }: UpdateRowProps) {
  const { t } = useTranslation();
  const { registerId, name, report, asked } = register;
  const isDone = report !== null && compareVersions(report.version, version) >= 0;
  const canInstall = report !== null && report.update.state !== 'unsupported';
  const isAsked = asked === version && !isDone;

  function told(): string {
    if (!report) return t('fleet.updates.unknown');
    if (isDone) return t('fleet.updates.done');
    if (!canInstall) return words.update(report.update);
    if (report.update.version !== version && !isAsked) return t('fleet.updates.behind');
    return words.update(report.update);
  }
  return (
    <li className={css.storeRow} data-testid="update-row" data-register={registerId} data-asked={isAsked}>
      <span className={css.grow}>
        <span className={css.name}>{name}</span>
        <span className={css.hint}>
          {' · '}
          {storeName}
          {report && ` · ${t('fleet.version', { version: report.version })}`}
          <br />
          {told()}
          {isAsked && ` · ${t('fleet.updates.asked')}`}
        </span>
      </span>
      {canInstall && !isDone && (
        <Action
          icon={Download}
          disabled={busy}
          onClick={onNow}
          aria-label={t('fleet.updates.nowName', { name })}
          data-testid="update-now"
        >
          {t('fleet.updates.now')}
        </Action>
      )}
    </li>
  );
}
