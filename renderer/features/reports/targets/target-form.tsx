import { ArrowLeft, Plus, Save, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TargetsPublished } from '#contracts/facts/target-facts.ts';
import { type TargetRow, TargetsAnswer } from '#contracts/http/targets.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { operatorName } from '#renderer/app/names.ts';
import { askServer } from '#renderer/app/server-api.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { useReports } from '#renderer/features/reports/reports-context.ts';
import { monthText } from '#renderer/features/reports/sales/sales-words.ts';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action, IconAction } from '#renderer/ui/action.tsx';
import { DateField } from '#renderer/ui/date-field.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { type TargetDraft, targetDraft, targetsOf } from './target-draft.ts';
import css from './targets.module.css';

type Conflict = Extract<TargetsAnswer, { ok: false }>['conflict'];

interface TargetFormProps {
  row: TargetRow;
  onSaved: () => void;
  onLeave: () => void;
}

/** A store's targets of a month: an amount for all of it, and days that have their own. */
export function TargetForm({ row, onSaved, onLeave }: TargetFormProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { config } = useReports();
  const { month } = row.targets;
  const [draft, setDraft] = useState<TargetDraft>(() => targetDraft(row.targets, row.digits));
  const [revision, setRevision] = useState(row.revision);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const entered = targetsOf(draft, row.targets, row.digits);
  const days = draft.days.map((day, index) => ({ day, index }));
  const isWrong = (where: string): boolean => tried && !entered.ok && entered.wrong.some((one) => one === where);
  useKeyLayer('screen', {
    onKey(event) {
      if (event.key !== 'Escape') return false;
      onLeave();
      return true;
    },
  });

  async function save(base: number): Promise<void> {
    setTried(true);
    if (!entered.ok || busy) return;
    setBusy(true);
    setFault(null);
    const body = { revision: base, targets: entered.targets };
    const answer = await askServer('/targets', TargetsAnswer, { method: 'PUT', body });
    setBusy(false);
    if (!answer.ok) setFault(answer.offline ? 'enrol-server-unreachable' : answer.code);
    else if (answer.value.ok) onSaved();
    else setConflict(answer.value.conflict);
  }
  function takeTheirs(theirs: Conflict): void {
    setDraft(targetDraft(theirs.targets, row.digits));
    setRevision(theirs.revision);
    setConflict(null);
  }
  const setDay = (at: number, change: Partial<TargetDraft['days'][number]>): void =>
    setDraft({ ...draft, days: draft.days.map((day, index) => (index === at ? { ...day, ...change } : day)) });
  const said = ({ amount, days }: TargetsPublished): string =>
    t('targets.theirs', { amount: amount === null ? '–' : formats.money(amount), count: days.length });

  return (
    <div className={css.form} data-testid="target-form">
      <div className={css.head}>
        <Action tone="quiet" icon={ArrowLeft} hint="Esc" onClick={onLeave} data-testid="target-leave">
          {t('shift.back')}
        </Action>
        <h2 className={css.name}>
          {row.store.name} · {monthText(month, formats.locale)}
        </h2>
        <Action tone="next" icon={Save} disabled={busy} onClick={() => void save(revision)} data-testid="target-save">
          {t('products.save')}
        </Action>
      </div>
      {fault && <Notice {...errorWords(t, fault)} />}
      {conflict && (
        <Notice
          tone="warn"
          code="change-conflict"
          title={t('targets.conflict', { name: operatorName(config, conflict.changedBy) })}
          next={said(conflict.targets)}
        >
          <Action onClick={() => takeTheirs(conflict)} data-testid="target-theirs">
            {t('targets.takeTheirs')}
          </Action>
          <Action
            onClick={() => {
              setConflict(null);
              setRevision(conflict.revision);
              void save(conflict.revision);
            }}
            data-testid="target-mine"
          >
            {t('targets.keepMine')}
          </Action>
        </Notice>
      )}
      <div className={css.basis}>
        <Tabs
          label={t('targets.basis')}
          value={draft.basis}
          options={(['gross', 'net'] as const).map((value) => ({ value, label: t(`targets.${value}`) }))}
          onChange={(basis) => setDraft({ ...draft, basis })}
          testId="target-basis"
        />
      </div>
      <Field
        label={t('targets.amount')}
        hint={t('targets.amountHint')}
        wrong={isWrong('amount') ? t('targets.wrongAmount') : null}
      >
        <TextField
          label={t('targets.amount')}
          value={draft.amount}
          inputMode="decimal"
          maxLength={13}
          onText={(amount) => setDraft({ ...draft, amount })}
          data-testid="target-amount"
        />
      </Field>
      <section className={css.days} aria-label={t('targets.days')}>
        <h3 className={css.name}>{t('targets.days')}</h3>
        {days.map(({ day, index }) => (
          <div key={index} className={css.row} data-testid="target-day">
            <DateField
              label={t('targets.day')}
              value={day.date}
              onChange={(date) => setDay(index, { date })}
              testId="target-day-date"
            />
            <Field label={t('targets.dayAmount')} wrong={isWrong(`day ${index}`) ? t('targets.wrongDay') : null}>
              <TextField
                label={t('targets.dayAmount')}
                value={day.amount}
                inputMode="decimal"
                maxLength={13}
                onText={(amount) => setDay(index, { amount })}
                data-testid="target-day-amount"
              />
            </Field>
            <IconAction
              icon={X}
              label={t('targets.removeDay')}
              onClick={() => setDraft({ ...draft, days: draft.days.filter((_, at) => at !== index) })}
              data-testid="target-day-remove"
            />
          </div>
        ))}
        <div>
          <Action
            icon={Plus}
            disabled={draft.days.length >= 31}
            onClick={() => setDraft({ ...draft, days: [...draft.days, { date: freeDay(draft, month), amount: '' }] })}
            data-testid="target-day-add"
          >
            {t('targets.addDay')}
          </Action>
        </div>
      </section>
    </div>
  );
}

/** The first day of the month that has no target of its own. */
function freeDay({ days }: TargetDraft, month: string): string {
  const taken = new Set(days.map(({ date }) => date));
  const all = Array.from({ length: 28 }, (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`);
  return all.find((date) => !taken.has(date)) ?? `${month}-01`;
}
