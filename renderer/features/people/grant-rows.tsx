import { useTranslation } from 'react-i18next';
import { PERMISSIONS, type Permission } from '#domain/operator/permission.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { Toggle } from '#renderer/ui/toggle.tsx';
import css from './people.module.css';
import { type GrantDraft, type GrantDrafts, permissionGroups } from './role-draft.ts';

interface GrantRowsProps {
  drafts: GrantDrafts;
  /** Limits that are none, or more than one's own. */
  wrong: readonly Permission[];
  onEdit: (permission: Permission, draft: GrantDraft) => void;
}

/** Everything a role may be allowed, in groups; beside what has a limit, how far. */
export function GrantRows({ drafts, wrong, onEdit }: GrantRowsProps) {
  const { t } = useTranslation();
  const { currency } = useFormats();
  return permissionGroups().map(({ group, permissions }) => (
    <section key={group}>
      <h3 className={css.heading}>{t(`people.groups.${group}`)}</h3>
      <div className={css.switches}>
        {permissions.map((permission) => {
          const draft = drafts[permission];
          const name = t(`override.permissions.${permission}`);
          const unit = PERMISSIONS[permission];
          const isWrong = wrong.includes(permission);
          const limit = t('people.roles.limitOf', { name });
          return (
            <div key={permission} data-testid="grant" data-permission={permission}>
              <div className={css.switch}>
                <span>{name}</span>
                {unit !== null && draft.on && (
                  <div className={css.limit}>
                    <TextField
                      label={limit}
                      value={draft.limit}
                      inputMode="decimal"
                      maxLength={12}
                      placeholder={t('people.roles.noLimit')}
                      aria-invalid={isWrong ? true : undefined}
                      onText={(text) => onEdit(permission, { ...draft, limit: text })}
                      data-testid={`limit-${permission}`}
                    />
                    {unit === 'ppm' ? '%' : currency.code}
                  </div>
                )}
                <Toggle
                  label={name}
                  on={draft.on}
                  onToggle={(on) => onEdit(permission, { ...draft, on })}
                  testId={`grant-${permission}`}
                />
              </div>
              {isWrong && (
                <div className={css.wrong} role="alert">
                  {t('people.wrong.limit')}
                </div>
              )}
            </div>
          );
        })}
      </div>
    </section>
  ));
}
