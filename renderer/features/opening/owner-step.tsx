import { useTranslation } from 'react-i18next';
import { Field } from '#renderer/ui/field.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import type { DraftStepProps } from './draft-parts.ts';
import css from './opening.module.css';

/** What the owner signs in with; never kept on this machine. */
export interface Secrets {
  pin: string;
  repeated: string;
  code: string;
}

interface OwnerStepProps extends DraftStepProps {
  secrets: Secrets;
  onSecrets: (secrets: Secrets) => void;
  /** The server's setup code must be typed: nobody gave it to this till. */
  asksCode: boolean;
}

/** Whose shop it is, and what this till is called. */
export function OwnerStep({ draft, onEdit, wrong, secrets, onSecrets, asksCode }: OwnerStepProps) {
  const { t } = useTranslation();
  const pins = [
    { field: 'pin', label: t('opening.owner.pin'), hint: t('opening.owner.pinHint'), at: 'owner.pin' },
    { field: 'repeated', label: t('opening.owner.repeated'), hint: undefined, at: 'owner.repeated' },
  ] as const;
  return (
    <>
      <p className={css.lead}>{t('opening.owner.lead')}</p>
      <div className={css.pair}>
        <Field label={t('opening.owner.name')} wrong={wrong('owner.name')}>
          <TextField
            label={t('opening.owner.name')}
            value={draft.ownerName}
            maxLength={100}
            aria-invalid={wrong('owner.name') ? true : undefined}
            onText={(ownerName) => onEdit({ ownerName })}
            data-testid="opening-owner"
          />
        </Field>
        <Field label={t('opening.owner.register')} hint={t('opening.owner.registerHint')} wrong={wrong('registerName')}>
          <TextField
            label={t('opening.owner.register')}
            value={draft.registerName}
            maxLength={60}
            aria-invalid={wrong('registerName') ? true : undefined}
            onText={(registerName) => onEdit({ registerName })}
            data-testid="opening-register"
          />
        </Field>
      </div>
      <div className={css.pair}>
        {pins.map(({ field, label, hint, at }) => (
          <Field key={field} label={label} hint={hint} wrong={wrong(at)}>
            <TextField
              label={label}
              type="password"
              inputMode="numeric"
              maxLength={12}
              value={secrets[field]}
              aria-invalid={wrong(at) ? true : undefined}
              onText={(text) => onSecrets({ ...secrets, [field]: text.replace(/\D/g, '') })}
              data-testid={`opening-${field}`}
            />
          </Field>
        ))}
        {asksCode && (
          <Field label={t('opening.owner.code')} hint={t('opening.owner.codeHint')} wrong={wrong('code')}>
            <TextField
              label={t('opening.owner.code')}
              value={secrets.code}
              maxLength={40}
              aria-invalid={wrong('code') ? true : undefined}
              onText={(code) => onSecrets({ ...secrets, code })}
              data-testid="opening-code"
            />
          </Field>
        )}
      </div>
    </>
  );
}
