import { useTranslation } from 'react-i18next';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { moneyIn } from '#renderer/app/money-in.ts';
import { tenderName } from '#renderer/app/names.ts';
import { NoteField } from '#renderer/app/note-field.tsx';
import { ReasonChoice } from '#renderer/app/reason-choice.tsx';
import { useFormats } from '#renderer/app/till-context.tsx';
import css from './close.module.css';
import { type CloseDraft, type CloseRules, type Difference, differencesOf } from './close-draft.ts';
import type { Closing } from './close-shift.ts';

interface StepDifferencesProps {
  closing: Closing;
  draft: CloseDraft;
  rules: CloseRules;
  config: RegisterConfig;
}

/** What was declared beside what should be there; what is beyond the tolerance needs a reason. */
export function StepDifferences({ closing, draft, rules, config }: StepDifferencesProps) {
  const { t } = useTranslation();
  const differences = differencesOf(draft, rules);
  return (
    <table className={css.table}>
      <thead>
        <tr>
          <th scope="col">{t('shift.differences.tender')}</th>
          <th scope="col" data-number>
            {t('shift.differences.declared')}
          </th>
          <th scope="col" data-number>
            {t('shift.differences.expected')}
          </th>
          <th scope="col" data-number>
            {t('shift.differences.difference')}
          </th>
        </tr>
      </thead>
      {differences.map((difference) => (
        <Rows
          key={difference.tender}
          difference={difference}
          closing={closing}
          draft={draft}
          rules={rules}
          config={config}
        />
      ))}
    </table>
  );
}

function Rows({ difference, closing, draft, rules, config }: StepDifferencesProps & { difference: Difference }) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const { tender, declared, expected, amount, needsReason } = difference;
  const currency = rules.tenders.find((one) => one.tenderId === tender)?.foreign?.currency ?? config.store.currency;
  const given = draft.reasons[tender];
  return (
    <tbody>
      <tr data-testid="difference" data-tender={tender} data-amount={amount}>
        <th scope="row">{tenderName(rules.tenders, tender, i18n.language)}</th>
        <td>{moneyIn(formats, currency, declared)}</td>
        <td>{moneyIn(formats, currency, expected)}</td>
        <td data-short={amount < 0 || undefined} data-over={amount > 0 || undefined}>
          {amount === 0
            ? t('shift.differences.none')
            : t(amount < 0 ? 'shift.differences.short' : 'shift.differences.over', {
                amount: moneyIn(formats, currency, Math.abs(amount)),
              })}
        </td>
      </tr>
      {needsReason && (
        <tr>
          <td colSpan={4} className={css.why}>
            <ReasonChoice
              label={t('shift.differences.why')}
              reasons={rules.reasons}
              value={given?.reason ?? null}
              onChoose={(reason) => closing.explain(tender, reason, given?.note ?? '')}
              testId="difference-reason"
            />
            {given && (
              <NoteField
                value={given.note}
                onChange={(note) => closing.explain(tender, given.reason, note)}
                testId="difference-note"
              />
            )}
          </td>
        </tr>
      )}
    </tbody>
  );
}
