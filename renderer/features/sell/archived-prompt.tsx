import { Ban, Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import css from './prompt.module.css';
import type { Sale } from './sale.ts';

/** Says that an item is no longer in the assortment; whoever may sell it all the same decides. */
export function ArchivedPrompt({ sale }: { sale: Sale }) {
  const { t } = useTranslation();
  useKeyLayer('panel', {
    onScan: (scan) => void sale.enter(scan),
    onKey(event) {
      if (event.key === 'Enter' && !event.repeat) sale.dismiss();
      else if (event.key === '+') void sale.sellArchived();
      else if (event.key === 'Escape') sale.dismiss();
      else return event.key !== 'Tab' && event.key !== 'F1' && !event.ctrlKey;
      return true;
    },
  });
  return (
    <div className={css.body}>
      <p className={css.question} data-testid="archived-question">
        {t('prompt.archived')}
      </p>
      <p className={css.hint}>{t('prompt.archivedHint')}</p>
      <Action tone="next" size="lg" wide icon={Ban} hint="Enter" onClick={sale.dismiss} data-testid="archived-leave">
        {t('prompt.archivedLeave')}
      </Action>
      <Action size="lg" wide icon={Check} hint="+" onClick={() => void sale.sellArchived()} data-testid="archived-sell">
        {t('prompt.archivedSell')}
      </Action>
    </div>
  );
}
