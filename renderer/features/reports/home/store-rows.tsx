import { useTranslation } from 'react-i18next';
import type { Home } from '#contracts/http/home.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { usePlace, useReports } from '#renderer/features/reports/reports-context.ts';
import { changeText, shareText } from '#renderer/features/reports/sales/sales-words.ts';
import { type Column, ReportTable } from '#renderer/features/reports/table/report-table.tsx';
import css from './home.module.css';

type Row = Home['stores'][number];

/** Every store today, beside the same weekday until the same time; one opens its own day. */
export function StoreRows({ home }: { home: Home }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { config } = useReports();
  const [{ sort }, change] = usePlace();
  const money = (id: string, label: string, of: (row: Row) => number): Column<Row> => {
    return { id, label, number: true, text: (row) => formats.money(of(row)), sortBy: of };
  };
  const columns: Column<Row>[] = [
    { id: 'name', label: t('reports.sales.store'), text: ({ store }) => store.name, sortBy: ({ store }) => store.name },
    money('now', t('reports.sales.turnover'), ({ now }) => now.turnover),
    money('before', t('reports.sales.before'), ({ before }) => before.turnover),
    {
      id: 'change',
      label: t('reports.sales.change'),
      number: true,
      text: ({ now, before }) => changeText(now.turnover, before.turnover, formats) ?? '–',
      sortBy: ({ now, before }) => now.turnover - before.turnover,
    },
    {
      id: 'target',
      label: t('home.ofTarget'),
      number: true,
      text: ({ now, target }) => (target ? shareText(now.turnover / target, formats) : '–'),
      sortBy: ({ now, target }) => (target ? now.turnover / target : null),
    },
  ];
  return (
    <section className={css.card} aria-label={t('home.stores')}>
      <h2 className={css.heading}>{t('home.stores')}</h2>
      <ReportTable
        columns={columns}
        rows={home.stores}
        keyOf={({ store }) => store.storeId}
        sort={sort.home}
        onSort={(chosen) => change({ sort: { ...sort, home: chosen } })}
        onOpen={({ store }) => change({ store: store.storeId === config.store.storeId ? null : store.storeId })}
        caption={t('home.stores')}
        testId="home-store"
      />
    </section>
  );
}
