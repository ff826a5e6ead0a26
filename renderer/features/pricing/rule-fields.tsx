import { Percent, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CategoryListAnswer } from '#contracts/http/catalogue.ts';
import { localName } from '#renderer/app/local-name.ts';
import { Action, IconAction } from '#renderer/ui/action.tsx';
import selectCss from '#renderer/ui/select.module.css';
import sheet from '#renderer/ui/sheet.module.css';
import { TextField } from '#renderer/ui/text-field.tsx';
import { EndingSelect } from './ending-select.tsx';
import type { RuleDraft } from './list-draft.ts';
import css from './pricing.module.css';

interface RuleFieldsProps {
  rules: readonly RuleDraft[];
  categories: CategoryListAnswer['categories'];
  digits: number;
  isWrong: boolean;
  onRules: (rules: RuleDraft[]) => void;
}

/** What a list takes off everything, or off a category; each has at most one rule. */
export function RuleFields({ rules, categories, digits, isWrong, onRules }: RuleFieldsProps) {
  const { t, i18n } = useTranslation();
  const names = new Map(categories.map(({ category }) => [category.categoryId, localName(category, i18n.language)]));
  const nameOf = (categoryId: string): string =>
    categoryId === '' ? t('pricing.everything') : (names.get(categoryId) ?? categoryId);
  const taken = new Set(rules.map(({ categoryId }) => categoryId));
  const free = ['', ...names.keys()].filter((categoryId) => !taken.has(categoryId));
  const [first] = free;
  const edit = (categoryId: string, change: Partial<RuleDraft>) =>
    onRules(rules.map((rule) => (rule.categoryId === categoryId ? { ...rule, ...change } : rule)));
  return (
    <section className={sheet.section} data-testid="price-rules">
      <h3 className={sheet.heading}>{t('pricing.fields.rules')}</h3>
      <p className={css.hint}>{t('pricing.rulesHint')}</p>
      {rules.map(({ categoryId, percent, ending }) => (
        <div key={categoryId} className={css.rule} data-testid="price-rule">
          <select
            className={selectCss.select}
            aria-label={t('pricing.ruleFor')}
            value={categoryId}
            onChange={(event) => edit(categoryId, { categoryId: event.currentTarget.value })}
            data-testid="price-rule-category"
          >
            {[categoryId, ...free].map((id) => (
              <option key={id} value={id}>
                {nameOf(id)}
              </option>
            ))}
          </select>
          <div className={css.percent}>
            <TextField
              label={t('pricing.percentOff')}
              placeholder={t('pricing.percentOff')}
              value={percent}
              inputMode="decimal"
              maxLength={8}
              onText={(text) => edit(categoryId, { percent: text })}
              data-testid="price-rule-percent"
            />
            <span aria-hidden>%</span>
          </div>
          <EndingSelect
            value={ending}
            digits={digits}
            onChange={(next) => edit(categoryId, { ending: next })}
            testId="price-rule-ending"
          />
          <IconAction
            icon={X}
            label={t('pricing.removeRule', { what: nameOf(categoryId) })}
            onClick={() => onRules(rules.filter((rule) => rule.categoryId !== categoryId))}
            data-testid="price-rule-remove"
          />
        </div>
      ))}
      {isWrong && <p className={css.wrong}>{t('pricing.wrong.rules')}</p>}
      {first !== undefined && (
        <div>
          <Action
            icon={Percent}
            onClick={() => onRules([...rules, { categoryId: first, percent: '', ending: '' }])}
            data-testid="price-rule-add"
          >
            {t('pricing.addRule')}
          </Action>
        </div>
      )}
    </section>
  );
}
