import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { moneyIn } from '#renderer/app/money-in.ts';
import { tenderName } from '#renderer/app/names.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { countedOf, emptyCount } from '#renderer/features/shift/cash-count.ts';
import { CountForm } from '#renderer/features/shift/count-form.tsx';
import css from './close.module.css';
import type { CloseDraft, CloseRules } from './close-draft.ts';
import { otherTenders } from './close-draft.ts';
import type { Closing } from './close-shift.ts';

interface StepTendersProps {
  closing: Closing;
  draft: CloseDraft;
  rules: CloseRules;
  config: RegisterConfig;
  busy: boolean;
}

/** Every means of payment besides the store's own cash is declared: what the terminal's batch says, what the slips come to. */
export function StepTenders({ closing, draft, rules, config, busy }: StepTendersProps) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const tenders = otherTenders(rules);
  const [at, setAt] = useState(0);
  const tender = tenders[at];
  if (!tender) return <p>{t('shift.tenders.none')}</p>;
  const currencyOf = (one: typeof tender) => one.foreign?.currency ?? config.store.currency;
  const done = (): void => {
    if (at < tenders.length - 1) setAt(at + 1);
    else void closing.next();
  };
  return (
    <div className={css.tenders}>
      <ul className={css.tabs} aria-label={t('shift.steps.tenders')}>
        {tenders.map((one, index) => {
          const currency = currencyOf(one);
          const { amount } = countedOf(draft.tenders[one.tenderId] ?? emptyCount([]), currency.digits);
          return (
            <li key={one.tenderId}>
              <UnstyledButton
                type="button"
                className={css.tab}
                aria-pressed={index === at}
                onClick={() => setAt(index)}
                data-testid="declare-tender"
                data-tender={one.tenderId}
              >
                <span>{tenderName(tenders, one.tenderId, i18n.language)}</span>
                <span className={css.amount}>{moneyIn(formats, currency, amount)}</span>
              </UnstyledButton>
            </li>
          );
        })}
      </ul>
      <CountForm
        key={tender.tenderId}
        label={tenderName(tenders, tender.tenderId, i18n.language)}
        count={draft.tenders[tender.tenderId] ?? emptyCount(tender.foreign?.denominations ?? [])}
        onChange={(count) => closing.declare(tender.tenderId, count)}
        denominations={tender.foreign?.denominations ?? []}
        currency={currencyOf(tender)}
        disabled={busy}
        onDone={done}
      />
    </div>
  );
}
