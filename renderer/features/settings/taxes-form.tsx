import { Send } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type SettingsAnswer,
  TaxesAnswer,
  type TaxesChange,
  type TaxesPublication,
  type TaxVersionRow,
} from '#contracts/http/settings.ts';
import { parse } from '#contracts/schema.ts';
import { type RegisterConfig, TaxRules } from '#contracts/views/register-config.ts';
import { addDays } from '#domain/calendar/dates.ts';
import { taxRulesFaults } from '#domain/tax/tax-rules-faults.ts';
import { lastingTaxRules, taxRulesOn } from '#domain/tax/tax-rules-on.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { askServer } from '#renderer/app/server-api.ts';
import { useFormats, useTill } from '#renderer/app/till-context.tsx';
import { spreadFields } from '#renderer/features/saving/fields.ts';
import { LeaveQuestion } from '#renderer/features/saving/leave-question.tsx';
import { MergingView } from '#renderer/features/saving/merging-view.tsx';
import { type SaveEnd, saveEnd } from '#renderer/features/saving/save-end.ts';
import { SaveEndNotice } from '#renderer/features/saving/save-end-notice.tsx';
import type { LeaveProps } from '#renderer/features/saving/use-leaving.ts';
import { useMerging } from '#renderer/features/saving/use-merging.ts';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Choices } from '#renderer/ui/choices.tsx';
import { DateInput } from '#renderer/ui/date-input.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { SwitchRow } from './switch-row.tsx';
import { TaxCategories } from './tax-categories.tsx';
import { isSameTaxes, type TaxDraft, taxDraftOf, taxRulesOf } from './tax-draft.ts';
import { TaxSample } from './tax-sample.tsx';
import { TaxVersions } from './tax-versions.tsx';
import { useTaxWords } from './tax-words.ts';

interface TaxesFormProps extends LeaveProps {
  answer: SettingsAnswer;
  config: RegisterConfig;
  onSaved: () => void;
  onLeave: () => void;
}

const ROUNDINGS = ['line', 'rate', 'receipt'] as const;
type Rules = TaxesPublication['rules'];

/** A store's tax rules: what holds, what is ahead, and the next version, from now or from a day on. */
export function TaxesForm({ answer, config, leaving, onDirty, onSaved, onLeave }: TaxesFormProps) {
  const { t } = useTranslation();
  const { play } = useTill();
  const formats = useFormats();
  const { taxes, businessDate, fixed, usedTaxCategories, row } = answer;
  const { storeId } = row.store;
  const versions = taxes.map(({ rules }) => rules);
  const [, soonest] = lastingTaxRules(versions, businessDate);
  const [base, setBase] = useState(versions[0]?.version ?? 0);
  const [start, setStart] = useState(() => taxRulesOn(versions, businessDate));
  const [draft, setDraft] = useState(() => taxDraftOf(start));
  const [from, setFrom] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [end, setEnd] = useState<SaveEnd<TaxVersionRow> | null>(null);
  const merging = useMerging<TaxVersionRow>();
  const words = useTaxWords();
  const entered = taxRulesOf(draft);
  const isDirty = !isSameTaxes(draft, taxDraftOf(start));
  useEffect(() => {
    onDirty(isDirty);
    return () => onDirty(false);
  }, [isDirty, onDirty]);

  useKeyLayer('screen', {
    onScan: () => play('wrong'),
    onKey(event) {
      if (event.key !== 'Escape') return false;
      onLeave();
      return true;
    },
  });

  const faults = [
    ...(entered.ok ? taxRulesFaults(entered.rules) : entered.wrong.map((at) => ({ at, code: 'tax-rate-invalid' }))),
    ...(from !== null && from < businessDate ? [{ at: 'from', code: 'tax-date-past' }] : []),
    ...(end?.end === 'refused' ? end.faults : []),
  ];
  const wrong = (at: string): string | null => {
    const fault = tried ? faults.find((one) => one.at === at) : undefined;
    return fault ? errorWords(t, fault.code).title : null;
  };

  function edit(change: Partial<TaxDraft>): void {
    setEnd(null);
    setDraft((current) => ({ ...current, ...change }));
  }

  async function send(body: TaxesChange): Promise<SaveEnd<TaxVersionRow>> {
    setBusy(true);
    const ended = saveEnd(await askServer('/settings/taxes', TaxesAnswer, { method: 'PUT', body }));
    setBusy(false);
    setEnd(ended);
    if (ended.end === 'done') onSaved();
    return ended;
  }

  async function publishRules(rules: Rules, newest: number): Promise<void> {
    const ended = await send({ storeId, base: newest, rules, ...(from === null ? {} : { from }) });
    if (ended.end !== 'conflict') return;
    merging.begin(ended.now, fieldsOf(start ?? rules), fieldsOf(rules), fieldsOf(ended.now.rules));
  }

  async function publish(): Promise<void> {
    setTried(true);
    const known = faults.some(({ code }) => code !== 'tax-category-used' && code !== 'tax-regime-fixed');
    if (entered.ok && !busy && !known) await publishRules(entered.rules, base);
  }

  async function publishMerged(): Promise<void> {
    if (!merging.conflict) return;
    const { now } = merging.conflict;
    const merged = parse(TaxRules, { version: now.rules.version, rates: {}, ...merging.merged() });
    if (!merged.ok) return;
    const { version: _, from: __, ...rules } = merged.value;
    setDraft(taxDraftOf(merged.value));
    setStart(now.rules);
    setBase(now.rules.version);
    merging.leave();
    await publishRules(rules, now.rules.version);
  }

  /** What is ahead is corrected for the same day. */
  function take({ rules, state }: TaxVersionRow): void {
    edit(taxDraftOf(rules));
    setFrom(state === 'ahead' ? (rules.from ?? null) : null);
  }

  async function withdraw({ rules: { version } }: TaxVersionRow): Promise<void> {
    const ended = await send({ storeId, base, withdraws: version });
    // Whoever takes back what another changed meanwhile has to look at it first.
    if (ended.end === 'conflict') setEnd({ end: 'unsent', offline: false, code: 'change-conflict' });
  }

  if (merging.conflict) {
    return (
      <MergingView merging={merging} config={config} busy={busy} words={words} onSave={() => void publishMerged()} />
    );
  }
  return (
    <div className={sheet.form} data-testid="taxes-form" data-base={base}>
      <div className={sheet.formHead}>
        <h2 className={sheet.formTitle}>{row.store.name}</h2>
        <Action
          tone="next"
          icon={Send}
          disabled={!isDirty || busy}
          onClick={() => void publish()}
          data-testid="taxes-publish"
        >
          {t('settings.taxes.publish')}
        </Action>
      </div>
      {leaving && <LeaveQuestion leaving={leaving} onSave={() => void publish()} />}
      {end && <SaveEndNotice end={end} />}
      {soonest?.from !== undefined && (
        <Notice
          tone="info"
          code="taxes-ahead"
          title={t('settings.taxes.aheadTitle', { version: soonest.version, day: formats.day(soonest.from) })}
          next={t('settings.taxes.aheadNext')}
        />
      )}
      <div className={sheet.columns}>
        <section className={sheet.section}>
          <Field
            label={t('settings.taxes.from')}
            hint={t(from === null ? 'settings.taxes.fromNowHint' : 'settings.taxes.fromDayHint')}
            wrong={wrong('from')}
          >
            <Choices
              label={t('settings.taxes.from')}
              value={from === null ? 'now' : 'day'}
              options={(['now', 'day'] as const).map((value) => ({
                value,
                label: t(`settings.taxes.begins.${value}`),
              }))}
              onChange={(value) => setFrom(value === 'now' ? null : addDays(businessDate, 1))}
              testId="taxes-begin"
            />
            {from !== null && (
              <DateInput
                label={t('settings.taxes.begins.day')}
                value={from}
                min={businessDate}
                onChange={setFrom}
                testId="taxes-from"
              />
            )}
          </Field>
          <SwitchRow
            label={t('settings.taxes.included')}
            hint={t(fixed.pricesIncludeTax ? 'settings.taxes.includedFixed' : 'settings.taxes.includedHint')}
            wrong={wrong('pricesIncludeTax')}
            on={draft.pricesIncludeTax}
            disabled={fixed.pricesIncludeTax}
            onToggle={(pricesIncludeTax) => edit({ pricesIncludeTax })}
            testId="taxes-included"
          />
          <Field label={t('settings.taxes.rounding')} hint={t(`settings.taxes.roundingHints.${draft.rounding}`)}>
            <Choices
              label={t('settings.taxes.rounding')}
              value={draft.rounding}
              options={ROUNDINGS.map((value) => ({ value, label: t(`settings.taxes.roundings.${value}`) }))}
              onChange={(value) => edit({ rounding: ROUNDINGS.find((one) => one === value) ?? 'line' })}
              testId="taxes-rounding"
            />
          </Field>
          <h3 className={sheet.heading}>{t('settings.taxes.categories')}</h3>
          {tried && draft.categories.length === 0 && <Notice {...errorWords(t, 'tax-categories-empty')} />}
          <TaxCategories
            draft={draft}
            used={usedTaxCategories}
            onCategories={(categories) => edit({ categories })}
            wrong={wrong}
          />
        </section>
        <div className={sheet.section}>
          <TaxSample rules={entered.ok ? entered.rules : null} store={row.store} />
          <TaxVersions
            taxes={taxes}
            config={config}
            busy={busy || isDirty}
            onTake={take}
            onWithdraw={(version) => void withdraw(version)}
          />
        </div>
      </div>
    </div>
  );
}

function fieldsOf({ pricesIncludeTax, rounding, rates }: Rules) {
  return spreadFields({ pricesIncludeTax, rounding, rates }, ['rates']);
}
