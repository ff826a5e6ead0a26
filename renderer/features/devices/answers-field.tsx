import { useTranslation } from 'react-i18next';
import { Choices } from '#renderer/ui/choices.tsx';
import { Field } from '#renderer/ui/field.tsx';
import type { AddressDraft } from './address-draft.ts';
import { answersOf, PRINTER_ANSWERS, withAnswers } from './printer-answers.ts';

interface AnswersFieldProps {
  draft: AddressDraft;
  onDraft: (draft: AddressDraft) => void;
}

/** Whether an ESC/POS printer answers and how it confirms what it printed; a queue never does. */
export function AnswersField({ draft, onDraft }: AnswersFieldProps) {
  const { t } = useTranslation();
  if (draft.connection === 'spooler') return null;
  return (
    <Field label={t('devices.answers.name')} hint={t('devices.answers.hint')}>
      <Choices
        label={t('devices.answers.name')}
        value={answersOf(draft.options)}
        options={PRINTER_ANSWERS.map((value) => ({ value, label: t(`devices.answers.${value}`) }))}
        onChange={(value) => {
          const chosen = PRINTER_ANSWERS.find((each) => each === value);
          if (chosen) onDraft({ ...draft, options: withAnswers(draft.options, chosen) });
        }}
        testId="answers"
      />
    </Field>
  );
}
