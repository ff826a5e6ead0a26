import { UnstyledButton } from '@mantine/core';
import { MonitorCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { FleetAnswer } from '#contracts/http/fleet.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { useServer } from '#renderer/app/use-server.ts';
import { OFFICE_SECTIONS } from '#renderer/features/office/office-sections.ts';
import { useReports } from '#renderer/features/reports/reports-context.ts';
import css from './home.module.css';

/** The tills in a line: how many are there, what waits on them; it opens the board. */
export function FleetTile() {
  const { t } = useTranslation();
  const formats = useFormats();
  const { onGo } = useReports();
  const { answer } = useServer('/fleet', FleetAnswer);
  if (!answer?.ok) return null;
  const registers = answer.value.registers.filter(({ inService }) => inService);
  const online = registers.filter((one) => one.online).length;
  const waiting = registers.reduce((sum, { report }) => sum + (report?.journal.waiting ?? 0), 0);
  const board = OFFICE_SECTIONS.find(({ id }) => id === 'fleet');
  return (
    <section className={css.card} aria-label={t('home.fleet.title')} data-testid="home-fleet">
      <h2 className={css.heading}>{t('home.fleet.title')}</h2>
      <UnstyledButton
        type="button"
        className={css.tile}
        disabled={!board}
        onClick={() => onGo({ to: 'office', id: 'fleet' })}
        data-testid="fleet-tile"
      >
        <MonitorCheck size={22} aria-hidden />
        <span className={css.words}>
          <span className={css.what}>{t('home.fleet.online', { online, count: registers.length })}</span>
          <span className={css.since}>
            {waiting === 0 ? t('home.fleet.nothing') : t('home.fleet.facts', { count: waiting })}
          </span>
        </span>
        <span className={css.count}>{formats.count(online)}</span>
      </UnstyledButton>
    </section>
  );
}
