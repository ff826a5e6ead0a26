import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import type { CustomerGroupRow } from '#contracts/http/pricing.ts';
import { ImportRecords } from '#renderer/features/many/import-records.tsx';
import { readGroupCsv } from './group-csv.ts';
import { groupKind } from './group-kind.ts';

interface ImportGroupsProps {
  rows: readonly CustomerGroupRow[];
  onChanged: () => void;
  onLeave: () => void;
}

/** Customer groups from a file; who is in them stays. */
export function ImportGroups({ rows, onChanged, onLeave }: ImportGroupsProps) {
  const { t, i18n } = useTranslation();
  return (
    <ImportRecords
      title={t('many.importTitle')}
      hint={t('pricing.importHint')}
      kind={groupKind(t, i18n.language)}
      read={(bytes) => readGroupCsv(bytes, rows, uuid)}
      onChanged={onChanged}
      onLeave={onLeave}
    />
  );
}
