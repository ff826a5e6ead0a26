import { UnstyledButton } from '@mantine/core';
import { ArrowUpFromLine, GraduationCap, ReceiptText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import css from './fleet.module.css';
import type { FleetWords } from './use-fleet-words.ts';
import type { BoardRegister } from './watch.ts';
import { WellbeingMark } from './wellbeing-mark.tsx';

interface RegisterTileProps {
  row: BoardRegister;
  words: FleetWords;
  onOpen: () => void;
}

/** A register at a glance: how it is, since when, what waits, and the first thing to look at. */
export function RegisterTile({ row: { register, warnings, being }, words, onOpen }: RegisterTileProps) {
  const { t } = useTranslation();
  const { registerId, name, online, seenAt, report } = register;
  const [first, ...more] = warnings;
  const waiting = report?.journal.waiting ?? 0;
  return (
    <li>
      <UnstyledButton
        className={css.tile}
        onClick={onOpen}
        aria-label={t('fleet.open', { name, being: t(`fleet.beings.${being}`) })}
        data-being={being}
        data-testid="fleet-register"
        data-register={registerId}
        data-online={online}
        data-waiting={waiting}
      >
        <span className={css.tileHead}>
          <WellbeingMark being={being} />
          <span className={css.tileWords}>
            <span className={css.name}>{name}</span>
            <span className={css.hint} data-testid="fleet-seen">
              {online && t('fleet.seenNow')}
              {!online && (seenAt === null ? t('fleet.neverSeen') : t('fleet.seenAt', { ago: words.ago(seenAt) }))}
            </span>
          </span>
        </span>
        <span className={css.facts}>
          {register.hostless && <span>{t('fleet.hostless')}</span>}
          {report && (
            <span data-strong={waiting > 0 || undefined}>
              <ArrowUpFromLine size={16} aria-hidden />{' '}
              {waiting > 0 ? t('fleet.waiting', { count: waiting }) : t('fleet.waitingNone')}
            </span>
          )}
          {report?.session && (
            <span>
              <ReceiptText size={16} aria-hidden /> {t('fleet.sessionOpen')}
            </span>
          )}
          {report?.training && (
            <span>
              <GraduationCap size={16} aria-hidden /> {t('fleet.training')}
            </span>
          )}
          {report && <span>{t('fleet.version', { version: report.version })}</span>}
        </span>
        {first && (
          <span
            className={css.tileWarning}
            data-urgency={first.urgency}
            data-testid="fleet-warning"
            data-code={first.code}
          >
            {words.warning(first).title}
            {more.length > 0 && <span className={css.more}> {t('fleet.moreWarnings', { count: more.length })}</span>}
          </span>
        )}
      </UnstyledButton>
    </li>
  );
}
