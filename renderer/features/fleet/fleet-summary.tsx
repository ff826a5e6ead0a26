import { useTranslation } from 'react-i18next';
import type { Wellbeing } from '#domain/fleet/warnings.ts';
import css from './fleet.module.css';
import type { BoardRegister } from './watch.ts';

const ORDER: readonly Wellbeing[] = ['urgent', 'soon', 'note', 'well', 'away', 'out'];

/** All registers as one bar, in the parts that they are well or not. */
export function FleetSummary({ rows }: { rows: readonly BoardRegister[] }) {
  const { t } = useTranslation();
  const parts = ORDER.map((being) => ({ being, count: rows.filter((row) => row.being === being).length })).filter(
    ({ count }) => count > 0,
  );
  return (
    <section
      className={css.summary}
      aria-label={t('fleet.summary', { count: rows.length })}
      data-testid="fleet-summary"
    >
      <div className={css.bar} aria-hidden>
        {parts.map(({ being, count }) => (
          <span key={being} data-being={being} style={{ flexGrow: count }} />
        ))}
      </div>
      <ul className={css.legend}>
        {parts.map(({ being, count }) => (
          <li key={being} data-being={being} data-count={count}>
            {t('fleet.summaryPart', { being: t(`fleet.beings.${being}`), count })}
          </li>
        ))}
      </ul>
    </section>
  );
}
