import { useTranslation } from 'react-i18next';
import type { PersonRow } from '#contracts/http/people.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import type { PersonDraft, PersonField } from './person-draft.ts';

interface PersonSecretsProps {
  draft: PersonDraft;
  row: PersonRow | null;
  /** Whoever is signed in may not set them. */
  disabled: boolean;
  wrong: (field: PersonField) => string | null;
  onEdit: (change: Partial<PersonDraft>) => void;
}

/** What somebody signs in with. Neither is ever shown again: a PIN that was forgotten is replaced by another. */
export function PersonSecrets({ draft, row, disabled, wrong, onEdit }: PersonSecretsProps) {
  const { t } = useTranslation();
  const label = t(row ? 'people.newPin' : 'people.pin');
  const fields = [
    { field: 'pin', label, hint: t(row ? 'people.newPinHint' : 'people.pinHint') },
    { field: 'repeated', label: t('people.repeated'), hint: undefined },
  ] as const;
  return (
    <>
      {fields.map(({ field, label: name, hint }) => (
        <Field key={field} label={name} hint={hint} wrong={wrong(field)}>
          <TextField
            label={name}
            type="password"
            inputMode="numeric"
            maxLength={12}
            value={draft[field]}
            disabled={disabled}
            aria-invalid={wrong(field) ? true : undefined}
            onText={(text) => onEdit({ [field]: text })}
            data-testid={`person-${field}`}
          />
        </Field>
      ))}
      <Field label={t('people.badge')} hint={t('people.badgeHint')}>
        <div data-testid="person-badge" data-state={badgeState(draft, row)}>
          {t(`people.badges.${badgeState(draft, row)}`)}
        </div>
        {draft.badge !== undefined && (
          <div>
            <Action onClick={() => onEdit({ badge: undefined })} data-testid="badge-keep">
              {t('people.badgeKeep')}
            </Action>
          </div>
        )}
        {draft.badge === undefined && row?.hasBadge && (
          <div>
            <Action disabled={disabled} onClick={() => onEdit({ badge: null })} data-testid="badge-take">
              {t('people.badgeTake')}
            </Action>
          </div>
        )}
      </Field>
    </>
  );
}

function badgeState({ badge }: PersonDraft, row: PersonRow | null): 'scanned' | 'taken' | 'has' | 'none' {
  if (typeof badge === 'string') return 'scanned';
  if (badge === null) return 'taken';
  return row?.hasBadge ? 'has' : 'none';
}
