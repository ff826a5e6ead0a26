import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import type { ScaleSight } from '#contracts/ipc/devices.ts';
import type { Fault } from '#contracts/ipc/host.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { useFormats, useTill } from '#renderer/app/till-context.tsx';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import css from './devices.module.css';

const WAIT_MS = 20_000;

/** Weighs with the scale that is set up, and shows what it sees meanwhile. */
export function WeighTest({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { host } = useTill();
  const formats = useFormats();
  const current = useRef<string | null>(null);
  const [sight, setSight] = useState<ScaleSight | null>(null);
  const [grams, setGrams] = useState<number | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);

  async function weigh(): Promise<void> {
    const weighId = uuid();
    current.current = weighId;
    setSight('waiting');
    setGrams(null);
    setFault(null);
    const answer = await attempt(host, 'scale.weigh', { weighId, deadlineMs: WAIT_MS });
    if (current.current !== weighId) return;
    current.current = null;
    setSight(null);
    setGrams(answer.ok ? answer.netGrams : null);
    setFault(answer.ok ? null : answer.fault);
  }

  async function zero(): Promise<void> {
    const answer = await attempt(host, 'scale.zero', {});
    setFault(answer.ok ? null : answer.fault);
  }

  const begin = useEffectEvent(() => void weigh());
  useEffect(() => {
    const stop = host.subscribe((event) => {
      if (event.type === 'scale' && event.weighId === current.current) setSight(event.sight);
    });
    begin();
    return () => {
      stop();
      const weighId = current.current;
      current.current = null;
      if (weighId) void attempt(host, 'scale.weigh-cancel', { weighId });
    };
  }, [host]);

  return (
    <div className={css.weigh} data-testid="weigh-test">
      <output className={css.weight} data-testid="weight">
        {grams === null ? '–' : formats.quantity(grams, 'kg')}
      </output>
      <span className={css.sub} role="status">
        {sight === null ? t('devices.scale.done') : t(`devices.scale.sights.${sight}`)}
      </span>
      {fault && <Notice {...errorWords(t, fault.code)} />}
      <div className={css.actions}>
        <Action disabled={sight !== null} onClick={() => void weigh()} data-testid="weigh-again">
          {t('devices.scale.again')}
        </Action>
        <Action disabled={sight !== null} onClick={() => void zero()} data-testid="weigh-zero">
          {t('devices.scale.zero')}
        </Action>
        <Action tone="quiet" onClick={onClose} data-testid="weigh-close">
          {t('app.close')}
        </Action>
      </div>
    </div>
  );
}
