import type { TFunction } from 'i18next';
import type { PeopleList } from '#contracts/http/people.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { roleName } from '#renderer/app/role-name.ts';

/** How roles and stores of the chain are called in a language. */
export interface PeopleWords {
  role: (roleId: string) => string;
  stores: (storeIds: readonly string[]) => string;
}

export function peopleWords(t: TFunction, list: PeopleList, config: RegisterConfig, language: string): PeopleWords {
  const current = { ...config, roles: list.roles.map(({ role }) => role) };
  return {
    role: (roleId) => roleName(t, current, roleId, language),
    stores(storeIds) {
      if (list.stores.every(({ storeId }) => storeIds.includes(storeId))) return t('people.allStores');
      const names = list.stores.filter(({ storeId }) => storeIds.includes(storeId)).map(({ name }) => name);
      return names.join(', ') || t('people.noStore');
    },
  };
}
