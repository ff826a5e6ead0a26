import type { TFunction } from 'i18next';
import { PersonAnswer } from '#contracts/http/people.ts';
import { askServer } from '#renderer/app/server-api.ts';
import { published } from '#renderer/features/many/published.ts';
import type { RecordKind } from '#renderer/features/many/record-task.ts';
import { isSamePerson, type PersonWithPin } from './people-plan.ts';
import type { PeopleWords } from './people-words.ts';

/** How people of a list are published together; whoever was made and is taken back is archived. */
export function personKind(t: TFunction, words: PeopleWords): RecordKind<PersonWithPin> {
  return {
    keyOf: ({ person }) => person.operatorId,
    nameOf: ({ person }) => person.name,
    words: ({ person, pin }) => [
      { label: t('people.fields.name'), text: person.name },
      { label: t('people.fields.initials'), text: person.initials },
      { label: t('people.fields.role'), text: words.role(person.role) },
      { label: t('people.fields.storeIds'), text: words.stores(person.storeIds) },
      { label: t('table.status'), text: t(`people.statuses.${person.archived ? 'archived' : 'active'}`) },
      { label: 'PIN', text: pin === '' ? '' : t('people.newPin') },
    ],
    isSame: isSamePerson,
    async publish({ revision, after: { person: operator, pin } }) {
      const path = `/operators/${encodeURIComponent(operator.operatorId)}`;
      const body = { revision, operator, ...(pin === '' ? {} : { pin }) };
      return published(t, await askServer(path, PersonAnswer, { method: 'PUT', body }));
    },
    withdrawn: ({ person }) => ({ person: { ...person, archived: true }, pin: '' }),
  };
}
