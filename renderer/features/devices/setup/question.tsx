import { useTranslation } from 'react-i18next';
import { Choices } from '#renderer/ui/choices.tsx';
import css from './setup.module.css';

interface QuestionProps {
  text: string;
  answer: boolean | null;
  onAnswer: (answer: boolean) => void;
  testId: string;
}

/** A question that is answered with yes or no. */
export function Question({ text, answer, onAnswer, testId }: QuestionProps) {
  const { t } = useTranslation();
  return (
    <div className={css.question}>
      <span className={css.text}>{text}</span>
      <Choices
        label={text}
        value={answer === null ? null : answer ? 'yes' : 'no'}
        options={[
          { value: 'yes', label: t('devices.setup.yes') },
          { value: 'no', label: t('devices.setup.no') },
        ]}
        onChange={(value) => onAnswer(value === 'yes')}
        testId={testId}
      />
    </div>
  );
}
