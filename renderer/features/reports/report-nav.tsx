import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReportGroup, ReportId } from './report-list.ts';
import css from './report-nav.module.css';

interface ReportNavProps {
  groups: readonly { group: ReportGroup; reports: readonly ReportId[] }[];
  report: ReportId;
  onReport: (report: ReportId) => void;
}

/** The reports in their groups: a list at the left, or one field where there is no room for it. */
export function ReportNav({ groups, report: current, onReport }: ReportNavProps) {
  const { t } = useTranslation();
  return (
    <nav className={css.nav} aria-label={t('reports.list')}>
      <div className={css.list}>
        {groups.map(({ group, reports }) => (
          <div key={group} className={css.group}>
            <div className={css.heading}>{t(`reports.groups.${group}`)}</div>
            {reports.map((report) => (
              <UnstyledButton
                key={report}
                type="button"
                className={css.item}
                aria-current={report === current ? 'page' : undefined}
                onClick={() => onReport(report)}
                data-testid={`reports-${report}`}
              >
                {t(`reports.names.${report}`)}
              </UnstyledButton>
            ))}
          </div>
        ))}
      </div>
      <select
        className={css.field}
        aria-label={t('reports.list')}
        value={current}
        onChange={(event) => {
          const chosen = groups.flatMap(({ reports }) => reports).find((one) => one === event.currentTarget.value);
          if (chosen) onReport(chosen);
        }}
        data-testid="reports-choice"
      >
        {groups.map(({ group, reports }) => (
          <optgroup key={group} label={t(`reports.groups.${group}`)}>
            {reports.map((report) => (
              <option key={report} value={report}>
                {t(`reports.names.${report}`)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </nav>
  );
}
