import { useTranslation } from 'react-i18next';
import { PERMISSIONS, type Permission } from '#domain/operator/permission.ts';
import { languageName } from '#renderer/features/products/field-words.ts';
import { limitText } from './role-draft.ts';

/** A field of a role (`name`, `names.en`, `grants.discount`) and what is in it, in words. */
export function useRoleFieldWords(digits: number) {
  const { t, i18n } = useTranslation();
  return {
    field(field: string): string {
      const permission = permissionIn(field);
      if (permission) return t(`override.permissions.${permission}`);
      const tag = field.startsWith('names.') ? field.slice('names.'.length) : null;
      return tag === null
        ? t('products.name')
        : t('products.fields.names', { language: languageName(tag, i18n.language) });
    },
    value(field: string, value: unknown): string {
      const permission = permissionIn(field);
      if (!permission) return typeof value === 'string' ? value : t('products.nothing');
      if (value === undefined) return t('people.roles.off');
      if (typeof value !== 'number') return t('people.roles.on');
      const limit = limitText(permission, value, digits);
      return t('people.roles.upTo', { limit: PERMISSIONS[permission] === 'ppm' ? `${limit} %` : limit });
    },
  };
}

function permissionIn(field: string): Permission | null {
  const name = field.startsWith('grants.') ? field.slice('grants.'.length) : '';
  return Object.hasOwn(PERMISSIONS, name) ? (name as Permission) : null;
}
