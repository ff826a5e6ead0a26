import { useTranslation } from 'react-i18next';
import selectCss from '#renderer/ui/select.module.css';
import { endingsOf } from './list-draft.ts';
import { endingWords } from './list-words.ts';

interface EndingSelectProps {
  /** `99/100`, empty for none. */
  value: string;
  digits: number;
  onChange: (value: string) => void;
  testId: string;
}

/** What prices end in after a percentage was taken off. */
export function EndingSelect({ value, digits, onChange, testId }: EndingSelectProps) {
  const { t } = useTranslation();
  const usual = endingsOf(digits).map(({ end, step }) => `${end}/${step}`);
  const options = value === '' || usual.includes(value) ? usual : [value, ...usual];
  return (
    <select
      className={selectCss.select}
      aria-label={t('pricing.ending')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data-testid={testId}
    >
      <option value="">{t('pricing.noEnding')}</option>
      {options.map((option) => {
        const [end = 0, step = 1] = option.split('/').map(Number);
        return (
          <option key={option} value={option}>
            {endingWords(t, { end, step }, digits)}
          </option>
        );
      })}
    </select>
  );
}
