import { UnstyledButton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fault, HostInput, HostStatus } from '#contracts/ipc/host.ts';
import type { Operator, RegisterConfig } from '#contracts/views/register-config.ts';
import { rolesOf } from '#contracts/views/store-policy.ts';
import { unlockFault } from '#domain/operator/may-unlock.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { badgeIn } from '#renderer/app/badge-in.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { roleName } from '#renderer/app/role-name.ts';
import { ScreenSwitches } from '#renderer/app/screen-switches.tsx';
import { useSecondsLeft } from '#renderer/app/seconds-left.ts';
import { useFormats, useTill } from '#renderer/app/till-context.tsx';
import { FirstLoad } from '#renderer/features/sync/first-load.tsx';
import { StatusChip } from '#renderer/features/sync/status-chip.tsx';
import { trainNext } from '#renderer/features/training/train-next.ts';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Initials } from '#renderer/ui/initials.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { NumberPad } from '#renderer/ui/number-pad.tsx';
import { PinDots } from '#renderer/ui/pin-dots.tsx';
import { Toggle } from '#renderer/ui/toggle.tsx';
import css from './sign-in-screen.module.css';

const PIN_MAX = 12;
/** After these a manager may let somebody try again at once. */
const TRIED: ReadonlySet<string> = new Set(['pin-wrong', 'pin-locked']);

/** Who works at this till now, and their PIN. Works the same without a network. */
export function SignInScreen({ status, config }: { status: HostStatus; config: RegisterConfig }) {
  const { t, i18n } = useTranslation();
  const { host, play } = useTill();
  const { operators, store, register } = config;
  const [operatorId, setOperatorId] = useState(operators[0]?.operatorId ?? null);
  const [training, setTraining] = useState(() => trainNext.get());
  /** Who is to be let try again: while it is set, a manager's PIN or badge is asked for. */
  const [blockedId, setBlockedId] = useState<string | null>(null);
  const [pin, setPin] = useState('');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const [waitUntil, setWaitUntil] = useState(0);
  const secondsLeft = useSecondsLeft(waitUntil);
  const waiting = secondsLeft > 0;
  const shown = blockedId === null ? operators : operators.filter((one) => mayUnlock(config, one, blockedId));
  const operator = shown.find((one) => one.operatorId === operatorId) ?? null;
  const ready = operator !== null && pin !== '' && !busy && !waiting;

  async function enter(credentials: Credentials): Promise<void> {
    if (busy || waiting) return;
    setBusy(true);
    const answer =
      blockedId === null
        ? await attempt(host, 'operator.sign-in', { ...credentials, ...(training ? { training } : {}) })
        : await attempt(host, 'operator.unlock', { blockedId, ...credentials });
    setBusy(false);
    setPin('');
    if (answer.ok) return blockedId === null ? trainNext.set(false) : choose(blockedId);
    play('wrong');
    setFault(answer.fault);
    if ('retryAfterMs' in answer) setWaitUntil(Date.now() + answer.retryAfterMs);
  }

  async function signIn(): Promise<void> {
    if (ready) await enter({ operatorId: operator.operatorId, pin });
  }

  const manager = operators.find((one) => operatorId !== null && mayUnlock(config, one, operatorId));
  function askManager(): void {
    if (!operatorId || !manager) return;
    setBlockedId(operatorId);
    setOperatorId(manager.operatorId);
    setPin('');
    setFault(null);
    setWaitUntil(0);
  }

  function choose(next: string): void {
    if (blockedId === null || next === blockedId) setBlockedId(null);
    setOperatorId(next);
    setPin('');
    setFault(null);
    setWaitUntil(0);
  }

  function press(key: string): void {
    if (busy || waiting) return;
    setPin((current) => (key === 'back' ? current.slice(0, -1) : `${current}${key}`.slice(0, PIN_MAX)));
  }

  useKeyLayer('screen', {
    onScan({ text }) {
      const badge = badgeIn(text);
      if (badge === null) play('wrong');
      else void enter({ badge });
    },
    onKey(event) {
      if (event.ctrlKey || event.altKey || event.metaKey) return false;
      if (/^\d$/.test(event.key)) press(event.key);
      else if (event.key === 'Backspace') press('back');
      else if (event.key === 'Escape') {
        if (pin === '' && blockedId !== null) choose(blockedId);
        else setPin('');
      } else if (event.key === 'Enter' && !event.repeat && pin !== '') void signIn();
      else if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
        if (event.target instanceof HTMLInputElement) return false;
        const at = shown.findIndex((one) => one.operatorId === operatorId);
        const next = shown.at((at + (event.key === 'ArrowRight' ? 1 : -1)) % shown.length);
        if (next) choose(next.operatorId);
      } else return false;
      return true;
    },
  });

  const blocked = operators.find((one) => one.operatorId === blockedId) ?? null;
  const words = fault && errorWords(t, fault.code, { name: operator?.name ?? '' });
  return (
    <div className={css.screen}>
      <header className={css.top}>
        <StatusChip status={status} />
        {!status.hostless && (
          <div className={css.train}>
            <Toggle label={t('signIn.training')} on={training} onToggle={setTraining} testId="training-switch" />
            <span aria-hidden>{t('signIn.training')}</span>
          </div>
        )}
        <FirstLoad />
        <span className={css.gap} />
        <ScreenSwitches />
      </header>
      <main className={css.main}>
        <section className={css.people} aria-label={t('signIn.who')} data-training={training || undefined}>
          <Clock />
          <h1 className={css.store}>{store.name}</h1>
          <p className={css.register}>{register.name}</p>
          <div className={css.tiles}>
            {shown.map((one) => (
              <OperatorTile
                key={one.operatorId}
                operator={one}
                role={roleName(t, config, one.role, i18n.language)}
                chosen={one.operatorId === operatorId}
                demoPin={status.demoPins?.[one.operatorId] ?? null}
                onChoose={() => choose(one.operatorId)}
              />
            ))}
          </div>
          {status.demoPins && <p className={css.demo}>{t('signIn.demo')}</p>}
        </section>
        <section className={css.pin} aria-label={t('signIn.pin')}>
          {training && (
            <p className={css.nothingCounts} data-testid="training-hint">
              {t('training.banner')}
            </p>
          )}
          <h2 className={css.name}>{operator ? operator.name : t('signIn.who')}</h2>
          {blocked && (
            <p className={css.unlocking} data-testid="unlocking">
              {t('signIn.unlocking', { name: blocked.name })}
            </p>
          )}
          <PinDots length={pin.length} label={t('signIn.typed', { count: pin.length })} testId="pin" />
          <NumberPad onKey={press} backName={t('pad.back')} disabled={busy || waiting} testId="pin-key" />
          <Action tone="next" size="lg" wide disabled={!ready} onClick={() => void signIn()} data-testid="sign-in">
            {waiting ? t('signIn.wait', { count: secondsLeft }) : t(blocked ? 'signIn.unlock' : 'signIn.submit')}
          </Action>
          {blocked ? (
            <Action tone="quiet" wide onClick={() => choose(blocked.operatorId)} data-testid="unlock-cancel">
              {t('shift.back')}
            </Action>
          ) : (
            fault !== null &&
            TRIED.has(fault.code) &&
            manager && (
              <Action wide onClick={askManager} data-testid="unlock">
                {t('signIn.askManager')}
              </Action>
            )
          )}
          <p className={css.badge}>{t('signIn.badge')}</p>
          <div className={css.fault}>{words && <Notice {...words} />}</div>
        </section>
      </main>
    </div>
  );
}

type Credentials = Pick<HostInput<'operator.sign-in'>, 'operatorId' | 'pin' | 'badge'>;

/** Whether somebody may let a blocked operator try again. */
function mayUnlock(config: RegisterConfig, one: Operator, blockedId: string): boolean {
  const { operators } = config;
  return one.operatorId !== blockedId && unlockFault(operators, rolesOf(config), one.operatorId, blockedId) === null;
}

interface OperatorTileProps {
  operator: Operator;
  role: string;
  chosen: boolean;
  demoPin: string | null;
  onChoose: () => void;
}

function OperatorTile({ operator, role, chosen, demoPin, onChoose }: OperatorTileProps) {
  const { t } = useTranslation();
  return (
    <UnstyledButton
      type="button"
      className={css.tile}
      aria-pressed={chosen}
      onClick={onChoose}
      data-testid="operator-tile"
      data-operator={operator.operatorId}
    >
      <Initials text={operator.initials} seed={operator.operatorId} size={56} round />
      <span className={css.tileName}>{operator.name}</span>
      <span className={css.tileRole}>{role}</span>
      {demoPin && <span className={css.tilePin}>{t('signIn.demoPin', { pin: demoPin })}</span>}
    </UnstyledButton>
  );
}

function Clock() {
  const formats = useFormats();
  const [now, setNow] = useState(() => new Date().toISOString());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date().toISOString()), 1000);
    return () => clearInterval(timer);
  }, []);
  return <time className={css.clock}>{formats.time(now)}</time>;
}
