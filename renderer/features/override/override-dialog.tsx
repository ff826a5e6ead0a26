import { Modal, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { badgeIn } from '#renderer/app/badge-in.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { useSecondsLeft } from '#renderer/app/seconds-left.ts';
import { useFormats, useTill } from '#renderer/app/till-context.tsx';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Initials } from '#renderer/ui/initials.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { NumberPad } from '#renderer/ui/number-pad.tsx';
import { PinDots } from '#renderer/ui/pin-dots.tsx';
import type { Override, OverrideRequest, OverrideView } from './override.ts';
import css from './override-dialog.module.css';
import { overrideWords } from './override-words.ts';

const PIN_MAX = 12;

/** Asks a manager for a PIN or a badge, over whatever is on the screen. */
export function OverrideDialog({ override }: { override: Override }) {
  const { t } = useTranslation();
  const view = useStore(override.view);
  return (
    <Modal
      opened={view.request !== null}
      onClose={override.refuse}
      title={t('override.title')}
      classNames={{ title: css.title ?? '' }}
      size={440}
      centered
      closeOnEscape={false}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': t('app.close'), size: 44 }}
    >
      {view.request && <Decision override={override} view={view} request={view.request} />}
    </Modal>
  );
}

interface DecisionProps {
  override: Override;
  view: OverrideView;
  request: OverrideRequest;
}

function Decision({ override, view, request }: DecisionProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { play } = useTill();
  const { busy, fault, waitUntil } = view;
  const deciders = override.deciders();
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [pin, setPin] = useState('');
  const secondsLeft = useSecondsLeft(waitUntil);
  const held = busy || secondsLeft > 0;
  const decider = deciders.find((one) => one.operatorId === chosenId) ?? deciders[0];
  const ready = decider !== undefined && pin !== '' && !held;

  function press(key: string): void {
    if (!held) setPin((now) => (key === 'back' ? now.slice(0, -1) : `${now}${key}`.slice(0, PIN_MAX)));
  }
  function submit(): void {
    if (!ready) return;
    setPin('');
    void override.decide({ operatorId: decider.operatorId, pin });
  }
  function step(by: 1 | -1): void {
    if (!decider) return;
    setChosenId(deciders.at((deciders.indexOf(decider) + by) % deciders.length)?.operatorId ?? null);
    setPin('');
  }

  useKeyLayer('overlay', {
    onScan({ text }) {
      const badge = badgeIn(text);
      if (badge === null) play('wrong');
      else void override.decide({ badge });
    },
    onKey(event) {
      if (event.key === 'Tab' || event.key === ' ') return false;
      if (/^\d$/.test(event.key)) press(event.key);
      else if (event.key === 'Backspace') press('back');
      else if (event.key === 'ArrowRight') step(1);
      else if (event.key === 'ArrowLeft') step(-1);
      else if (event.key === 'Enter' && !event.repeat) submit();
      else if (event.key === 'Escape') override.refuse();
      return true;
    },
  });

  const words = fault && errorWords(t, fault.code, { name: decider?.name ?? '' });
  return (
    <div className={css.body} data-testid="override">
      <p className={css.what} data-testid="override-what" data-permission={request.permission}>
        <strong>{overrideWords(t, formats, request)}</strong>
      </p>
      {deciders.length === 0 ? (
        <p className={css.hint}>{t('override.nobody')}</p>
      ) : (
        <div className={css.people}>
          {deciders.map((one) => (
            <UnstyledButton
              key={one.operatorId}
              type="button"
              className={css.person}
              aria-pressed={one === decider}
              onClick={() => {
                setChosenId(one.operatorId);
                setPin('');
              }}
              data-testid="override-decider"
              data-operator={one.operatorId}
            >
              <Initials text={one.initials} seed={one.operatorId} size={36} round />
              <span>{one.name}</span>
            </UnstyledButton>
          ))}
        </div>
      )}
      <PinDots length={pin.length} label={t('signIn.typed', { count: pin.length })} testId="override-pin" />
      <NumberPad onKey={press} backName={t('pad.back')} disabled={held} testId="override-key" />
      {words ? <Notice {...words} /> : <p className={css.hint}>{t('override.badge')}</p>}
      <div className={css.actions}>
        <Action size="lg" hint="Esc" onClick={override.refuse} data-testid="override-refuse">
          {t('override.refuse')}
        </Action>
        <Action tone="next" size="lg" disabled={!ready} onClick={submit} data-testid="override-allow">
          {secondsLeft > 0 ? t('signIn.wait', { count: secondsLeft }) : t('override.allow')}
        </Action>
      </div>
    </div>
  );
}
