import { useTranslation } from 'react-i18next';
import { localName } from '#renderer/app/local-name.ts';
import { DateInput } from '#renderer/ui/date-input.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { SelectField } from '#renderer/ui/select-field.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { Toggle } from '#renderer/ui/toggle.tsx';
import type { ListDraft, ListField } from './list-draft.ts';
import type { ListProps } from './list-parts.ts';
import { NameFields } from './name-fields.tsx';
import css from './pricing.module.css';
import { RuleFields } from './rule-fields.tsx';

interface ListFieldsProps extends Pick<ListProps, 'config' | 'stores' | 'groups' | 'categories'> {
  draft: ListDraft;
  digits: number;
  isNew: boolean;
  wrong: ReadonlySet<ListField>;
  onDraft: (draft: ListDraft) => void;
}

/** Everything of a price list that is entered or chosen, but for the prices that it names. */
export function ListFields({ draft, digits, isNew, wrong, onDraft, ...rest }: ListFieldsProps) {
  const { config, stores, groups, categories } = rest;
  const { t, i18n } = useTranslation();
  const edit = (change: Partial<ListDraft>) => onDraft({ ...draft, ...change });
  const currencies = [...new Set(stores.map(({ currency }) => currency))];
  const own = stores.filter(({ currency }) => currency === draft.currency);
  const offered = groups.filter(({ group }) => !group.archived || draft.groupIds.includes(group.groupId));
  return (
    <>
      <NameFields
        name={draft.name}
        names={draft.names}
        isWrong={wrong.has('name')}
        onName={(name) => edit({ name })}
        onNames={(names) => edit({ names })}
        testId="price-list"
      />
      <div className={sheet.columns}>
        <section className={sheet.section}>
          <Field label={t('pricing.fields.groupIds')} wrong={wrong.has('groups') ? t('pricing.wrong.groups') : null}>
            <div className={css.switches}>
              {offered.map(({ group }) => (
                <Switch
                  key={group.groupId}
                  label={localName(group, i18n.language)}
                  on={draft.groupIds.includes(group.groupId)}
                  onToggle={(on) => edit({ groupIds: toggled(draft.groupIds, group.groupId, on) })}
                  testId="price-list-group"
                />
              ))}
            </div>
          </Field>
          {isNew && currencies.length > 1 && (
            <SelectField
              label={t('pricing.fields.currency')}
              hint={t('pricing.currencyHint')}
              value={draft.currency}
              options={currencies.map((value) => ({ value, label: value }))}
              onChange={(currency) => edit({ currency, storeIds: null })}
              testId="price-list-currency"
            />
          )}
          <Field label={t('pricing.fields.storeIds')} wrong={wrong.has('stores') ? t('pricing.wrong.stores') : null}>
            <Tabs
              label={t('pricing.fields.storeIds')}
              value={draft.storeIds === null ? 'all' : 'some'}
              options={[
                { value: 'all', label: t('pricing.allStores') },
                { value: 'some', label: t('pricing.someStores') },
              ]}
              onChange={(how) => edit({ storeIds: how === 'all' ? null : own.map(({ storeId }) => storeId) })}
              testId="price-list-stores"
            />
            {draft.storeIds !== null && (
              <div className={css.switches}>
                {own.map(({ storeId, name }) => (
                  <Switch
                    key={storeId}
                    label={name}
                    on={draft.storeIds?.includes(storeId) ?? true}
                    onToggle={(on) => edit({ storeIds: toggled(draft.storeIds ?? [], storeId, on) })}
                    testId={`price-list-store-${storeId}`}
                  />
                ))}
              </div>
            )}
          </Field>
        </section>
        <section className={sheet.section}>
          <div className={sheet.pair}>
            <Moment
              label={t('pricing.fields.from')}
              hint={t('pricing.fromHint', { timeZone: config.store.timeZone })}
              value={draft.from}
              onChange={(from) => edit({ from })}
              testId="price-list-from"
            />
            <Moment
              label={t('pricing.fields.until')}
              hint={t('pricing.untilHint')}
              wrong={wrong.has('dates') ? t('pricing.wrong.dates') : null}
              value={draft.until}
              onChange={(until) => edit({ until })}
              testId="price-list-until"
            />
          </div>
          <Field
            label={t('pricing.fields.priority')}
            hint={t('pricing.priorityHint')}
            wrong={wrong.has('priority') ? t('pricing.wrong.priority') : null}
          >
            <div className={sheet.short}>
              <TextField
                label={t('pricing.fields.priority')}
                value={draft.priority}
                inputMode="numeric"
                maxLength={3}
                onText={(priority) => edit({ priority })}
                data-testid="price-list-priority"
              />
            </div>
          </Field>
        </section>
      </div>
      <RuleFields
        rules={draft.rules}
        categories={categories}
        digits={digits}
        isWrong={wrong.has('rules')}
        onRules={(rules) => edit({ rules })}
      />
    </>
  );
}

interface SwitchProps {
  label: string;
  on: boolean;
  onToggle: (on: boolean) => void;
  testId: string;
}

function Switch({ label, on, onToggle, testId }: SwitchProps) {
  return (
    <div className={css.switch}>
      <span>{label}</span>
      <Toggle label={label} on={on} onToggle={onToggle} testId={testId} />
    </div>
  );
}

interface MomentProps {
  label: string;
  hint: string;
  wrong?: string | null;
  value: string;
  onChange: (value: string) => void;
  testId: string;
}

function Moment({ label, hint, wrong, value, onChange, testId }: MomentProps) {
  return (
    <Field label={label} hint={hint} wrong={wrong}>
      <DateInput
        label={label}
        value={value}
        withTime
        clearable
        isWrong={Boolean(wrong)}
        onChange={onChange}
        testId={testId}
      />
    </Field>
  );
}

function toggled(ids: readonly string[], id: string, on: boolean): string[] {
  return on ? [...ids, id] : ids.filter((one) => one !== id);
}
