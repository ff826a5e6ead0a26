import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface NoteFieldProps {
  value: string;
  onChange: (text: string) => void;
  testId?: string;
}

/** A few words of one's own; they are kept apart from the records and can be erased. */
export function NoteField({ value, onChange, testId = 'note' }: NoteFieldProps) {
  const { t } = useTranslation();
  return (
    <TextInput
      size="lg"
      label={t('shift.note')}
      value={value}
      maxLength={500}
      onChange={(event) => onChange(event.currentTarget.value)}
      autoComplete="off"
      data-testid={testId}
    />
  );
}
