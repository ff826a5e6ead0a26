import type { TFunction } from 'i18next';
import type { CustomerGroup } from '#contracts/facts/pricing-facts.ts';
import { CustomerGroupAnswer } from '#contracts/http/pricing.ts';
import { askServer } from '#renderer/app/server-api.ts';
import { nameWords } from '#renderer/features/many/name-words.ts';
import { published } from '#renderer/features/many/published.ts';
import type { RecordKind } from '#renderer/features/many/record-task.ts';
import { isSameValue } from '#renderer/features/saving/fields.ts';

/** How customer groups of a list are published together. */
export function groupKind(t: TFunction, language: string): RecordKind<CustomerGroup> {
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
