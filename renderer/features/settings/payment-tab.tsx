import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tender } from '#domain/tender/tender.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Choices } from '#renderer/ui/choices.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { SelectField } from '#renderer/ui/select-field.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { AmountsField } from './amounts-field.tsx';
import type { FormPart } from './form-part.ts';
import { newTender, TENDER_KINDS, type TenderChoice } from './new-tender.ts';
import { NumberField } from './number-field.tsx';
import css from './settings.module.css';
import { TenderRow } from './tender-row.tsx';

const HALVES = ['up', 'down'] as const;

/** The means of payment in the order they are offered, and how cash is counted. */
export function PaymentTab({ part, shown }: { part: FormPart; shown: readonly Tender[] }) {
  const { t } = useTranslation();
  const { draft, edit, wrong, onBad } = part;
  const { tenders, currency, cashRounding, cashRoundingHalves } = draft;
  const [open, setOpen] = useState<string | null>(null);
  const [kind, setKind] = useState<TenderChoice>('card-manual');
  const kindName = (one: TenderChoice): string => t(`settings.tenderKinds.${one}`);
  const known = new Set(shown.map(({ tenderId }) => tenderId));

  function add(): void {
    const tender = newTender(kind, tenders, kindName(kind), currency);
    edit({ tenders: [...tenders, tender] });
    setOpen(tender.tenderId);
  }
  return (
    <div className={sheet.columns}>
      <section className={sheet.section}>
        <h2 className={sheet.heading}>{t('settings.tenders')}</h2>
        {wrong('tenders') && <p className={css.wrong}>{wrong('tenders')}</p>}
        <ul className={css.rows}>
          {tenders.map((tender, index) => (
            <TenderRow
              key={tender.tenderId}
              part={part}
              index={index}
              isOpen={open === tender.tenderId}
              isFixed={part.fixed.day && known.has(tender.tenderId)}
              onOpen={() => setOpen(open === tender.tenderId ? null : tender.tenderId)}
            />
          ))}
        </ul>
        <div className={css.add}>
          <SelectField
            label={t('settings.tenderAdd')}
            value={kind}
            options={TENDER_KINDS.map((value) => ({ value, label: kindName(value) }))}
            onChange={setKind}
            testId="tender-kind"
          />
          <Action icon={Plus} onClick={add} data-testid="tender-add">
            {t('settings.add')}
          </Action>
        </div>
      </section>
      <section className={sheet.section}>
        <h2 className={sheet.heading}>{t('settings.cash')}</h2>
        <NumberField
          label={t('settings.fields.cashRounding')}
          value={cashRounding}
          digits={currency.digits}
          hint={t(part.fixed.day ? 'settings.waitsForShifts' : 'settings.cashRoundingHint')}
          disabled={part.fixed.day}
          wrong={wrong('cashRounding')}
          onValue={(step) => edit({ cashRounding: Math.max(1, step) })}
          onBad={(bad) => onBad('cashRounding', bad)}
          testId="cash-rounding"
        />
        <Field label={t('settings.fields.cashRoundingHalves')} wrong={wrong('cashRoundingHalves')}>
          <Choices
            label={t('settings.fields.cashRoundingHalves')}
            value={cashRoundingHalves}
            options={HALVES.map((value) => ({ value, label: t(`settings.halves.${value}`) }))}
            disabled={part.fixed.day}
            onChange={(value) => edit({ cashRoundingHalves: HALVES.find((one) => one === value) ?? 'up' })}
            testId="cash-halves"
          />
        </Field>
        <AmountsField
          label={t('settings.fields.denominations')}
          amounts={draft.denominations}
          digits={currency.digits}
          wrong={wrong('denominations')}
          onAmounts={(denominations) => edit({ denominations })}
          onBad={(bad) => onBad('denominations', bad)}
          testId="denominations"
        />
      </section>
    </div>
  );
}
