import { useTranslation } from 'react-i18next';
import { Field } from '#renderer/ui/field.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import css from './deliver.module.css';
import type { DeliverDraft, DeliverFault } from './deliver-draft.ts';

interface RecipientFieldsProps {
  draft: DeliverDraft;
  /** What is wrong with a field, in words, by the faults that it may have. */
  wrong: (...faults: DeliverFault[]) => string | null;
  onEdit: (part: Partial<DeliverDraft>) => void;
}

type Name = 'name' | 'phone' | 'email' | 'street' | 'postalCode' | 'city' | 'country';

const LONGEST: Partial<Record<Name, number>> = { country: 2, postalCode: 20 };

/** Who it is for and how they are reached; where it is shipped to, too. */
export function RecipientFields({ draft, wrong, onEdit }: RecipientFieldsProps) {
  const { t } = useTranslation();
  const text = (name: Name, ...faults: DeliverFault[]) => (
    <Field label={t(`deliver.${name}`)} wrong={wrong(...faults)}>
      <TextField
        size="lg"
        label={t(`deliver.${name}`)}
        type={name === 'phone' ? 'tel' : name === 'email' ? 'email' : 'text'}
        value={draft[name]}
        maxLength={LONGEST[name] ?? 200}
        onText={(value) => onEdit({ [name]: value })}
        data-testid={`deliver-${name}`}
      />
    </Field>
  );
  return (
    <>
      {text('name', 'name')}
      <div className={css.contact}>
        {text('phone', 'contact', 'phone')}
        {text('email', 'email')}
      </div>
      {draft.way === 'ship' && (
        <>
          {text('street', 'address')}
          <div className={css.pair}>
            {text('postalCode')}
            {text('city')}
          </div>
          {text('country')}
        </>
      )}
    </>
  );
}
