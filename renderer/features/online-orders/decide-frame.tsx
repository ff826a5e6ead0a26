import { ArrowLeft, type LucideIcon } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormKeys } from '#renderer/features/saving/use-form-keys.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Choices } from '#renderer/ui/choices.tsx';
import { Field } from '#renderer/ui/field.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { TextField } from '#renderer/ui/text-field.tsx';
import { orderReason } from './order-reasons.ts';

const ASKERS = ['customer', 'store'] as const;

/** Who asked for a change of an order, why, and what else was said. */
export interface Why {
  asker: 'customer' | 'store';
  reason: string;
  note?: string;
}

interface DecideFrameProps {
  title: string;
  icon: LucideIcon;
  /** What the button says that does it. */
  words: string;
  tone?: 'bad';
  disabled: boolean;
  reasons: readonly string[];
  /** Where it is the store that decides anyway. */
  byStore?: boolean;
  onDecide: (why: Why) => void;
  onLeave: () => void;
  children: ReactNode;
  testId: string;
}

/** Something decided about an order: what, then who asked for it and why. */
export function DecideFrame(props: DecideFrameProps) {
  const { title, icon, words, tone, disabled, reasons, byStore, onDecide, onLeave, children, testId } = props;
  const { t } = useTranslation();
  const [asker, setAsker] = useState<Why['asker'] | null>(byStore ? 'store' : null);
  const [reason, setReason] = useState<string | null>(null);
  const [note, setNote] = useState('');
  useFormKeys(onLeave);
  const why = asker && reason ? { asker, reason, ...(note.trim() === '' ? {} : { note: note.trim() }) } : null;
  return (
    <section className={sheet.section} aria-label={title} data-testid={testId}>
      <div className={sheet.formHead}>
        <Action tone="quiet" icon={ArrowLeft} hint="Esc" onClick={onLeave} data-testid="decide-leave">
          {t('products.back')}
        </Action>
        <h2 className={sheet.formTitle}>{title}</h2>
      </div>
      {children}
      {!byStore && (
        <Field label={t('onlineOrders.asker')}>
          <Choices
            label={t('onlineOrders.asker')}
            value={asker}
            options={ASKERS.map((value) => ({ value, label: t(`onlineOrders.askers.${value}`) }))}
            onChange={(value) => setAsker(value === 'customer' ? 'customer' : 'store')}
            testId="decide-asker"
          />
        </Field>
      )}
      <Field label={t('onlineOrders.why')}>
        <Choices
          label={t('onlineOrders.why')}
          value={reason}
          options={reasons.map((value) => ({ value, label: orderReason(t, value) }))}
          onChange={setReason}
          testId="decide-reason"
        />
      </Field>
      <Field label={t('onlineOrders.note')} hint={t('onlineOrders.noteHint')}>
        <TextField
          label={t('onlineOrders.note')}
          value={note}
          maxLength={500}
          onText={setNote}
          data-testid="decide-note"
        />
      </Field>
      <div className={sheet.actions}>
        <Action
          tone={tone ?? 'next'}
          size="lg"
          icon={icon}
          disabled={disabled || why === null}
          onClick={() => why && onDecide(why)}
          data-testid="decide-do"
        >
          {words}
        </Action>
      </div>
    </section>
  );
}
