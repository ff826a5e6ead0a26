import { useTranslation } from 'react-i18next';
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx';
import css from './fleet.module.css';
import type { FleetWords } from './use-fleet-words.ts';
import type { BoardRegister } from './watch.ts';
import { WellbeingMark } from './wellbeing-mark.tsx';

interface RegisterTableProps {
  rows: readonly BoardRegister[];
  words: FleetWords;
  nameOf: (storeId: string) => string;
  onOpen: (registerId: string) => void;
}

/** Registers of all stores in one list, those that need somebody first. */
export function RegisterTable({ rows, words, nameOf, onOpen }: RegisterTableProps) {
  const { t } = useTranslation();
  const columns: DataColumn<BoardRegister>[] = [
    {
      id: 'name',
      label: t('fleet.form.name'),
      share: 2,
      value: ({ register }) => register.name,
      cell: ({ register, being }) => (
        <>
          <WellbeingMark being={being} />
          <span>{register.name}</span>
        </>
      ),
    },
    { id: 'store', label: t('fleet.form.store'), share: 2, value: ({ register }) => nameOf(register.storeId) },
    { id: 'status', label: t('table.status'), share: 2, value: ({ being }) => t(`fleet.beings.${being}`) },
    {
      id: 'contact',
      label: t('fleet.detail.contact'),
      share: 2,
      value: ({ register }) => register.seenAt ?? '',
      cell: ({ register: { online, seenAt } }) =>
        online
          ? t('fleet.seenNow')
          : seenAt === null
            ? t('fleet.neverSeen')
            : t('fleet.seenAt', { ago: words.ago(seenAt) }),
    },
    {
      id: 'waiting',
      label: t('fleet.detail.waiting'),
      isNumber: true,
      value: ({ register }) => register.report?.journal.waiting ?? 0,
    },
    { id: 'version', label: t('fleet.detail.program'), value: ({ register }) => register.report?.version ?? '' },
    {
      id: 'warnings',
      label: t('fleet.detail.warnings'),
      share: 3,
      value: ({ warnings }) => warnings.map((warning) => words.warning(warning).title).join(', '),
    },
    {
      id: 'series',
      label: t('fleet.detail.lives'),
      hidden: true,
      value: ({ register }) => register.incarnations.map(({ receiptSeries }) => receiptSeries).join(' '),
    },
  ];
  return (
    <DataTable
      label={t('fleet.views.board')}
      rows={rows}
      columns={columns}
      keyOf={({ register }) => register.registerId}
      // As they stand on the board.
      order={{ by: '', descending: false }}
      onOpen={({ register }) => onOpen(register.registerId)}
      openLabel={({ register, being }) => t('fleet.open', { name: register.name, being: t(`fleet.beings.${being}`) })}
      exportName="registers"
      testId="fleet-table"
      rowTestId="fleet-table-row"
      attributes={({ register }) => ({ 'data-register': register.registerId })}
      empty={<p className={css.hint}>{t('fleet.noneFound')}</p>}
    />
  );
}
