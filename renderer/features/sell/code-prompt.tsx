import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { instrumentCode } from '#domain/tender/stored-value.ts';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import css from './prompt.module.css';
import type { Sale } from './sale.ts';

/** A serial number or a gift card's code, scanned or typed. */
export function CodePrompt({ sale, kind }: { sale: Sale; kind: 'serial' | 'instrument' }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const most = kind === 'serial' ? 500 : 64;
  useLayoutEffect(() => field.current?.focus(), []);

  function submit(code: string): void {
    const given = code.trim().slice(0, most);
    if (given !== '') void sale.answer(kind === 'serial' ? { serial: given } : { instrument: instrumentCode(given) });
  }

  useKeyLayer('panel', {
    onScan: ({ text: scanned }) => submit(scanned),
    onKey(event) {
      if (event.key === 'Enter' && !event.repeat) submit(text);
      else if (event.key === 'Escape') sale.dismiss();
      else return /^F\d+$/.test(event.key) && event.key !== 'F1';
      return true;
    },
  });
  return (
    <div className={css.body}>
      <p className={css.question}>{t(`prompt.${kind}`)}</p>
      <TextField
        ref={field}
        label={t(`prompt.${kind}`)}
        placeholder={t('prompt.codeHint')}
        value={text}
        onText={setText}
        maxLength={most}
        data-testid="prompt-code"
      />
      <Action
        tone="next"
        size="lg"
        wide
        disabled={text.trim() === ''}
        onClick={() => submit(text)}
        data-testid="prompt-code-apply"
      >
        {t('prompt.add')}
      </Action>
    </div>
  );
}
