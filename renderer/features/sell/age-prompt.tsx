import { Ban, Check, IdCard } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import css from './prompt.module.css';
import type { Sale } from './sale.ts';

/** Whether the customer is old enough, and how that was seen. Nothing of the customer is kept. */
export function AgePrompt({ sale, age }: { sale: Sale; age: number }) {
  const { t } = useTranslation();
  const pass = (): void => sale.answerAge('passed', 'document');
  useKeyLayer('panel', {
    onScan: (scan) => void sale.enter(scan),
    onKey(event) {
      if (event.key === 'Enter' && !event.repeat) pass();
      else if (event.key === '-') sale.answerAge('refused', 'document');
      else if (event.key === '+') sale.answerAge('passed', 'looks');
      else if (event.key === 'Escape') sale.dismiss();
      else return event.key !== 'Tab' && event.key !== 'F1' && !event.ctrlKey;
      return true;
    },
  });
  return (
    <div className={css.body}>
      <p className={css.question} data-testid="age-question" data-age={age}>
        {t('prompt.age', { age })}
      </p>
      <p className={css.hint}>{t('prompt.ageHint')}</p>
      <Action tone="next" size="lg" wide icon={IdCard} hint="Enter" onClick={pass} data-testid="age-document">
        {t('prompt.ageDocument')}
      </Action>
      <Action
        size="lg"
        wide
        icon={Check}
        hint="+"
        onClick={() => sale.answerAge('passed', 'looks')}
        data-testid="age-looks"
      >
        {t('prompt.ageLooks')}
      </Action>
      <Action
        tone="bad"
        size="lg"
        wide
        icon={Ban}
        hint="−"
        onClick={() => sale.answerAge('refused', 'document')}
        data-testid="age-refuse"
      >
        {t('prompt.ageRefuse')}
      </Action>
    </div>
  );
}
