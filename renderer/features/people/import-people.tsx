import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import type { PeopleList } from '#contracts/http/people.ts';
import { ImportRecords } from '#renderer/features/many/import-records.tsx';
import { readPeopleCsv } from './people-plan.ts';
import type { PeopleWords } from './people-words.ts';
import { personKind } from './person-kind.ts';

interface ImportPeopleProps {
  list: PeopleList;
  /** Where somebody works of whom the file does not say it. */
  storeId: string;
  words: PeopleWords;
  onChanged: () => void;
  onLeave: () => void;
}

/** People from a file: looked at before anything is changed. */
export function ImportPeople({ list, storeId, words, onChanged, onLeave }: ImportPeopleProps) {
  const { t } = useTranslation();
  return (
    <ImportRecords
      title={t('many.importTitle')}
      hint={t('people.many.importHint')}
      kind={personKind(t, words)}
      read={(bytes) => {
        const ports = { storeId, newId: uuid, roleNames: (roleId: string) => [words.role(roleId)] };
        const { refused, ...read } = readPeopleCsv(bytes, list, ports);
        return {
          ...read,
          refused: refused.map(({ line, code, text }) => ({ line, reason: t(`people.refused.${code}`, { text }) })),
        };
      }}
      onChanged={onChanged}
      onLeave={onLeave}
    />
  );
}
