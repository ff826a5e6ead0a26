import { TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fault } from '#contracts/ipc/host.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { ScreenSwitches } from '#renderer/app/screen-switches.tsx';
import { useTill } from '#renderer/app/till-context.tsx';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import css from './enrol-screen.module.css';

interface EnrolScreenProps {
  serverUrl: string | null;
  hostFault: Fault | null;
  /** Opens a first shop on a server, where it has none. */
  onOpen: (serverUrl: string) => Promise<void>;
}

/** Joins this machine to a shop: where its server is, and the one-time code a manager was given. */
export function EnrolScreen({ serverUrl, hostFault, onOpen }: EnrolScreenProps) {
  const { t } = useTranslation();
  const { host } = useTill();
  const [server, setServer] = useState(serverUrl ?? '');
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [answered, setAnswered] = useState<Fault | null>(null);
  const ready = server.trim() !== '' && code.trim() !== '' && !busy;

  async function enrol(): Promise<void> {
    if (!ready) return;
    setBusy(true);
    setAnswered(null);
    const answer = await attempt(host, 'host.enrol', {
      serverUrl: withScheme(server),
      code: code.trim().toUpperCase(),
    });
    setBusy(false);
    if (!answer.ok) setAnswered(answer.fault);
  }

  async function open(): Promise<void> {
    if (server.trim() === '' || busy) return;
    setBusy(true);
    setAnswered(null);
    await onOpen(withScheme(server));
    setBusy(false);
  }

  useKeyLayer('screen', { onScan: ({ text }) => document.execCommand('insertText', false, text) });

  const fault = answered ?? (busy ? null : hostFault);
  const words = fault && errorWords(t, fault.code);
  return (
    <main className={css.screen}>
      <div className={css.corner}>
        <ScreenSwitches />
      </div>
      <form
        className={css.card}
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void enrol();
        }}
      >
        <h1 className={css.title}>{t('enrol.title')}</h1>
        <p className={css.text}>{t('enrol.text')}</p>
        <TextInput
          size="lg"
          label={t('enrol.server')}
          description={t('enrol.serverHint')}
          placeholder="https://shop.example"
          value={server}
          onChange={(event) => setServer(event.currentTarget.value)}
          autoFocus
          spellCheck={false}
          autoComplete="off"
          data-testid="enrol-server"
        />
        <TextInput
          size="lg"
          label={t('enrol.code')}
          description={t('enrol.codeHint')}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          spellCheck={false}
          autoComplete="off"
          classNames={{ input: css.code ?? '' }}
          data-testid="enrol-code"
        />
        {words && <Notice {...words} />}
        <Action type="submit" tone="next" size="lg" wide disabled={!ready} data-testid="enrol-submit">
          {busy ? t('enrol.busy') : t('enrol.submit')}
        </Action>
        <Action
          tone="quiet"
          wide
          disabled={server.trim() === '' || busy}
          onClick={() => void open()}
          data-testid="enrol-open-shop"
        >
          {t('enrol.openShop')}
        </Action>
      </form>
    </main>
  );
}

/** `shop.example:8080` is meant as `http://shop.example:8080`. */
function withScheme(address: string): string {
  const text = address.trim();
  return /^https?:\/\//i.test(text) ? text : `http://${text}`;
}
