import { UnstyledButton } from '@mantine/core';
import { ChevronRight, MonitorCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLastGood } from '#renderer/app/use-last-good.ts';
import { FleetSummary } from '#renderer/features/fleet/fleet-summary.tsx';
import { useFleet } from '#renderer/features/fleet/use-fleet.ts';
import { watchFleet } from '#renderer/features/fleet/watch.ts';
import { useReports } from '#renderer/features/reports/reports-context.ts';
import css from './home.module.css';

/** The tills at a glance: how many are there, and how well they are; it opens the board. */
export function FleetTile() {
  const { t } = useTranslation();
  const { onGo } = useReports();
  const { answer } = useLastGood(useFleet());
  if (!answer?.ok) return null;
  const rows = watchFleet(answer.value).filter(({ being }) => being !== 'out');
  const online = rows.filter(({ register }) => register.online).length;
  return (
    <section className={css.card} aria-label={t('home.fleet.title')} data-testid="home-fleet">
      <h2 className={css.heading}>{t('home.fleet.title')}</h2>
      <FleetSummary rows={rows} />
      <UnstyledButton
        type="button"
        className={css.tile}
        onClick={() => onGo({ to: 'office', id: 'fleet' })}
        data-testid="fleet-tile"
      >
        <MonitorCheck size={22} aria-hidden />
        <span className={css.words}>
          <span className={css.what}>{t('home.fleet.online', { online, count: rows.length })}</span>
        </span>
        <ChevronRight size={20} aria-hidden />
      </UnstyledButton>
    </section>
  );
}
