import { useTranslation } from 'react-i18next';
import { Choices } from '#renderer/ui/choices.tsx';
import { Field } from '#renderer/ui/field.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import type { FormPart } from './form-part.ts';
import { NumberField } from './number-field.tsx';
import { SwitchRow } from './switch-row.tsx';

const DRAWERS = ['fixed', 'floating', 'shared'] as const;

/** What a shift begins with, and when it has to end. */
export function ShiftTab({ draft, edit, wrong, onBad, fixed }: FormPart) {
  const { t } = useTranslation();
  const { session, currency } = draft;
  const change = (part: Partial<typeof session>): void => edit({ session: { ...session, ...part } });
  const number = (field: 'float' | 'tolerance' | 'graceMinutes' | 'idleMinutes', digits = 0, hint?: string) => (
    <NumberField
      label={t(`settings.fields.session.${field}`)}
      value={session[field]}
      digits={digits}
      hint={hint}
      wrong={wrong(`session.${field}`)}
      onValue={(value) => change({ [field]: value })}
      onBad={(bad) => onBad(`session.${field}`, bad)}
      testId={`session-${field}`}
    />
  );
  return (
    <div className={sheet.columns}>
      <section className={sheet.section}>
        <Field
          label={t('settings.fields.session.drawer')}
          hint={fixed.day ? t('settings.waitsForShifts') : t(`settings.drawerHints.${session.drawer}`)}
          wrong={wrong('session.drawer')}
        >
          <Choices
            label={t('settings.fields.session.drawer')}
            value={session.drawer}
            disabled={fixed.day}
            options={DRAWERS.map((value) => ({ value, label: t(`settings.drawers.${value}`) }))}
            onChange={(value) => {
              const drawer = DRAWERS.find((one) => one === value);
              if (drawer) change({ drawer });
            }}
            testId="session-drawer"
          />
        </Field>
        {number('float', currency.digits, t('settings.floatHint'))}
        {number('tolerance', currency.digits, t('settings.toleranceHint'))}
        <SwitchRow
          label={t('settings.fields.session.blind')}
          hint={t('settings.blindHint')}
          on={session.blind}
          onToggle={(blind) => change({ blind })}
          testId="session-blind"
        />
      </section>
      <section className={sheet.section}>
        {number('graceMinutes', 0, t('settings.graceHint'))}
        {number('idleMinutes', 0, t('settings.idleHint'))}
      </section>
    </div>
  );
}
