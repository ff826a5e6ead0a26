import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { instrumentCode } from '#domain/tender/stored-value.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import type { TenderPanelProps } from '#renderer/features/pay/tender-panel.tsx';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { HeldForm, useValueCheck } from './held-form.tsx';
import css from './tender-form.module.css';

/** A gift card, store credit or voucher: its code scanned or typed, what it holds, and how much of it goes toward the sale. */
export function ValueForm(props: TenderPanelProps) {
  const { t } = useTranslation();
  const value = useValueCheck(props);
  const { fault, busy, check } = value;
  return (
    <HeldForm {...props} value={value}>
      <CodeField onCode={(code) => void check(code)} disabled={props.disabled || busy} />
      {fault && <Notice {...errorWords(t, fault.code)} />}
    </HeldForm>
  );
}

interface CodeFieldProps {
  onCode: (code: string) => void;
  disabled: boolean;
}

/** Takes the code of a card from a scanner or by hand. */
export function CodeField({ onCode, disabled }: CodeFieldProps) {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  const enter = (text: string): void => {
    const typed = instrumentCode(text);
    if (typed === '' || typed.length > 64 || disabled) return;
    setCode(typed);
    field.current?.blur();
    onCode(typed);
  };
  useKeyLayer('panel', { onScan: ({ text }) => enter(text) });
  return (
    <div className={css.pair}>
      <TextField
        ref={field}
        size="lg"
        label={t('pay.code')}
        placeholder={t('pay.codeHint')}
        value={code}
        onText={setCode}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          enter(code);
        }}
        maxLength={64}
        data-testid="value-code"
      />
      <Action size="lg" disabled={disabled || code.trim() === ''} onClick={() => enter(code)} data-testid="value-check">
        {t('pay.check')}
      </Action>
    </div>
  );
}
