import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import type { CustomerGroup } from '#contracts/facts/pricing-facts.ts';
import { CustomerGroupAnswer, type CustomerGroupRow } from '#contracts/http/pricing.ts';
import { askServer } from '#renderer/app/server-api.ts';
import { ImportRecords } from '#renderer/features/many/import-records.tsx';
import { nameWords } from '#renderer/features/many/name-words.ts';
import { published } from '#renderer/features/many/published.ts';
import type { RecordKind } from '#renderer/features/many/record-task.ts';
import { isSameValue } from '#renderer/features/saving/fields.ts';
import { readGroupCsv } from './group-csv.ts';

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

/** How customer groups of a list are published together. */
function groupKind(t: TFunction, language: string): RecordKind<CustomerGroup> {
  return {
    keyOf: ({ groupId }) => groupId,
    nameOf: ({ name }) => name,
    words: ({ name, names, archived }) => [
      { label: t('pricing.fields.name'), text: name },
      { label: t('many.names'), text: nameWords(names, language) },
      { label: t('table.status'), text: t(`pricing.shownGroups.${archived ? 'archived' : 'active'}`) },
    ],
    isSame: isSameValue,
    async publish({ revision, after: group }) {
      const path = `/customer-groups/${encodeURIComponent(group.groupId)}`;
      return published(t, await askServer(path, CustomerGroupAnswer, { method: 'PUT', body: { revision, group } }));
    },
    withdrawn: (made) => ({ ...made, archived: true }),
  };
}
