import { KeyRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PendingCode } from '#contracts/http/fleet.ts';
import { Action } from '#renderer/ui/action.tsx';
import css from './fleet.module.css';
import type { FleetWords } from './use-fleet-words.ts';

interface PendingTileProps {
  code: PendingCode;
  /** Of the register that is replaced. */
  replaces: string | undefined;
  words: FleetWords;
  busy: boolean;
  onWithdraw: () => void;
}

/** A code that was given out and enrolled nothing yet. */
export function PendingTile({ code, replaces, words, busy, onWithdraw }: PendingTileProps) {
  const { t } = useTranslation();
  const name = replaces ?? code.name ?? t('fleet.unnamed');
  return (
    <li className={css.pending} data-testid="fleet-pending">
      <span className={css.tileHead}>
        <span className={css.mark} data-being="away">
          <KeyRound size={24} aria-hidden />
        </span>
        <span className={css.tileWords}>
          <span className={css.name}>{name}</span>
          <span className={css.hint}>{replaces ? t('fleet.pendingReplace') : t(`fleet.pending.${code.kind}`)}</span>
        </span>
      </span>
      <span className={css.hint}>{t('fleet.expires', { time: words.time(code.expiresAt) })}</span>
      <Action
        disabled={busy}
        onClick={onWithdraw}
        aria-label={t('fleet.withdrawName', { name })}
        data-testid="fleet-withdraw"
      >
        {t('fleet.withdraw')}
      </Action>
    </li>
  );
}
