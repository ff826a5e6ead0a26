import { ImageUp, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Choices } from '#renderer/ui/choices.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { SelectField } from '#renderer/ui/select-field.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import type { FormPart } from './form-part.ts';
import { LinesField } from './lines-field.tsx';
import { paperLanguageOptions } from './locale-options.ts';
import { logoOfFile } from './logo-file.ts';
import { ReceiptPreview } from './receipt-preview.tsx';
import css from './settings.module.css';

const PRINTS = ['always', 'ask', 'never'] as const;
const WIDTHS = [58, 80] as const;

/** What stands on receipts, beside how they come out. */
export function ReceiptsTab({
  part,
  config,
  operatorId,
}: {
  part: FormPart;
  config: RegisterConfig;
  operatorId: string;
}) {
  const { t, i18n } = useTranslation();
  const { draft, edit, wrong } = part;
  const { receipts } = draft;
  const [first = draft.language, second] = receipts.languages;
  const change = (more: Partial<typeof receipts>): void => edit({ receipts: { ...receipts, ...more } });
  const shown = { ...config, store: draft };
  return (
    <div className={css.receipts}>
      <section className={sheet.section}>
        <LinesField
          label={t('settings.fields.receipts.header')}
          lines={receipts.header}
          most={6}
          hint={t('settings.headerHint')}
          onLines={(header) => change({ header })}
          testId="receipt-header"
        />
        <LinesField
          label={t('settings.fields.receiptFooter')}
          lines={draft.receiptFooter}
          most={6}
          hint={t('settings.footerHint')}
          onLines={(receiptFooter) => edit({ receiptFooter })}
          testId="receipt-footer"
        />
        <LogoField
          logo={receipts.logo}
          onLogo={(logo) => {
            const { logo: _, ...rest } = receipts;
            edit({ receipts: logo === null ? rest : { ...rest, logo } });
          }}
        />
        <Field label={t('settings.fields.receipts.widthMm')}>
          <Choices
            label={t('settings.fields.receipts.widthMm')}
            value={String(receipts.widthMm)}
            options={WIDTHS.map((width) => ({ value: String(width), label: t('settings.millimetres', { width }) }))}
            onChange={(value) => change({ widthMm: WIDTHS.find((width) => String(width) === value) ?? 80 })}
            testId="receipt-width"
          />
        </Field>
        <Field label={t('settings.fields.receipts.print')} hint={t(`settings.printHints.${receipts.print}`)}>
          <Choices
            label={t('settings.fields.receipts.print')}
            value={receipts.print}
            options={PRINTS.map((value) => ({ value, label: t(`settings.prints.${value}`) }))}
            onChange={(value) => change({ print: PRINTS.find((one) => one === value) ?? 'always' })}
            testId="receipt-print"
          />
        </Field>
        <div className={sheet.pair}>
          <SelectField
            label={t('settings.fields.receipts.languages')}
            value={first}
            options={paperLanguageOptions([first], i18n.language)}
            wrong={wrong('receipts.languages.0')}
            onChange={(tag) =>
              change({ languages: [tag, ...(second === undefined || second === tag ? [] : [second])] })
            }
            testId="receipt-language"
          />
          <SelectField
            label={t('settings.secondLanguage')}
            value={second ?? ''}
            options={[
              { value: '', label: t('settings.noLanguage') },
              ...paperLanguageOptions(second === undefined ? [first] : [first, second], i18n.language).slice(1),
            ]}
            wrong={wrong('receipts.languages.1')}
            onChange={(tag) => change({ languages: tag === '' ? [first] : [first, tag] })}
            testId="receipt-second-language"
          />
        </div>
      </section>
      <ReceiptPreview config={shown} operatorId={operatorId} />
    </div>
  );
}

function LogoField({ logo, onLogo }: { logo: string | undefined; onLogo: (logo: string | null) => void }) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [isUnreadable, setUnreadable] = useState(false);

  async function choose(file: File | undefined): Promise<void> {
    if (!file) return;
    const read = await logoOfFile(file);
    setUnreadable(read === null);
    if (read !== null) onLogo(read);
  }
  return (
    <Field
      label={t('settings.fields.receipts.logo')}
      hint={t('settings.logoHint')}
      wrong={isUnreadable ? t('settings.logoWrong') : null}
    >
      {logo !== undefined && <img className={css.logo} src={logo} alt={t('settings.fields.receipts.logo')} />}
      <div className={sheet.actions}>
        <Action icon={ImageUp} onClick={() => input.current?.click()} data-testid="logo-choose">
          {t('settings.logoChoose')}
        </Action>
        {logo !== undefined && (
          <Action tone="quiet" icon={X} onClick={() => onLogo(null)} data-testid="logo-remove">
            {t('settings.logoRemove')}
          </Action>
        )}
      </div>
      <input
        ref={input}
        type="file"
        accept="image/*"
        hidden
        aria-label={t('settings.logoChoose')}
        onChange={(event) => {
          void choose(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
        data-testid="logo-file"
      />
    </Field>
  );
}
