import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '#renderer/app/i18n.ts';
import { languageName } from '#renderer/features/products/field-words.ts';
import { Field } from '#renderer/ui/field.tsx';
import css from '#renderer/ui/sheet.module.css';
import { TextField } from '#renderer/ui/text-field.tsx';

interface NameFieldsProps {
  name: string;
  names: Readonly<Record<string, string>>;
  /** Characters. */
  most?: number;
  isWrong: boolean;
  onName: (name: string) => void;
  onNames: (names: Record<string, string>) => void;
  testId: string;
}

/** A name, and what it is in the languages of the screens and those it has one in already. */
export function NameFields({ name, names, most = 100, isWrong, onName, onNames, testId }: NameFieldsProps) {
  const { t, i18n } = useTranslation();
  return (
    <div className={css.pair}>
      <Field label={t('products.name')} wrong={isWrong ? t('people.wrong.name') : null}>
        <TextField
          label={t('products.name')}
          value={name}
          maxLength={most}
          aria-invalid={isWrong || undefined}
          onText={onName}
          data-testid={`${testId}-name`}
        />
      </Field>
      {[...new Set([...LANGUAGES, ...Object.keys(names)])].map((tag) => {
        const label = t('products.fields.names', { language: languageName(tag, i18n.language) });
        return (
          <Field key={tag} label={label}>
            <TextField
              label={label}
              value={names[tag] ?? ''}
              placeholder={name}
              maxLength={most}
              lang={tag}
              onText={(text) => onNames({ ...names, [tag]: text })}
              data-testid={`${testId}-name-${tag}`}
            />
          </Field>
        );
      })}
    </div>
  );
}
