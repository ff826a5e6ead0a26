import { TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fault, HostStatus } from '#contracts/ipc/host.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { ScreenSwitches } from '#renderer/app/screen-switches.tsx';
import { useTill } from '#renderer/app/till-context.tsx';
import css from '#renderer/features/enrol/enrol-screen.module.css';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';

/** Joins this browser to the shop whose server it is at: by the one-time code a manager was given. */
export function AdmitScreen({ status }: { status: HostStatus }) {
  const { t } = useTranslation();
  const { host } = useTill();
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const [answered, setAnswered] = useState<Fault | null>(null);
  const ready = code.trim() !== '' && !busy;

  async function join(): Promise<void> {
    if (!ready) return;
    setBusy(true);
    setAnswered(null);
    const named = name.trim() === '' ? {} : { name: name.trim() };
    const answer = await attempt(host, 'host.enrol', {
      serverUrl: location.origin,
      code: code.trim().toUpperCase(),
      ...named,
    });
    setBusy(false);
    if (!answer.ok) setAnswered(answer.fault);
  }

  useKeyLayer('screen', { onScan: ({ text }) => document.execCommand('insertText', false, text) });

  const fault = answered ?? (busy ? null : status.fault);
  return (
    <main className={css.screen}>
      <div className={css.corner}>
        <ScreenSwitches />
      </div>
      <form
        className={css.card}
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void join();
        }}
      >
        <h1 className={css.title}>{t('tablet.title')}</h1>
        <p className={css.text}>{t('tablet.text')}</p>
        <TextInput
          size="lg"
          label={t('enrol.code')}
          description={t('enrol.codeHint')}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          maxLength={40}
          autoFocus
          spellCheck={false}
          autoComplete="off"
          classNames={{ input: css.code ?? '' }}
          data-testid="admit-code"
        />
        <TextInput
          size="lg"
          label={t('tablet.name')}
          description={t('tablet.nameHint')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={60}
          autoComplete="off"
          data-testid="admit-name"
        />
        {fault && <Notice {...errorWords(t, fault.code)} />}
        <Action type="submit" tone="next" size="lg" wide disabled={!ready} data-testid="admit-submit">
          {busy ? t('tablet.busy') : t('tablet.submit')}
        </Action>
      </form>
    </main>
  );
}
