import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { storePolicy } from '#contracts/views/store-policy.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { localName } from '#renderer/app/local-name.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { NumberForm } from '#renderer/features/sell/number-form.tsx';
import { TareKeys } from '#renderer/features/sell/tare-keys.tsx';
import { WeighSight } from '#renderer/features/sell/weigh-sight.tsx';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import type { Prompt } from './ring-up.ts';
import type { Sale } from './sale.ts';
import css from './weigh-prompt.module.css';
import { createWeighing, type LiveWeighing, type WeighingView } from './weighing.ts';

interface WeighPromptProps {
  sale: Sale;
  prompt: Extract<Prompt, { kind: 'price' | 'quantity' | 'serial' | 'instrument' }>;
  config: RegisterConfig;
  /** The weight keyed in instead. */
  byHand: ReactNode;
}

/** Asks the scale for an item's weight, which goes into the cart by itself; beside it tare, zero, and the way by hand. */
export function WeighPrompt({ sale, prompt, config, byHand }: WeighPromptProps) {
  const { t, i18n } = useTranslation();
  const { waiting } = useStore(sale.view);
  const { weighing, view } = useWeighing(sale, prompt);
  const [tare, setTare] = useState(0);
  const [entering, setEntering] = useState<'tare' | 'weight' | null>(null);
  const { tares } = storePolicy(config.store);
  const isOpen = entering === null;

  function weigh(tareGrams: number): void {
    setTare(tareGrams);
    setEntering(null);
    weighing()?.begin(tareGrams);
  }
  function enter(what: 'tare' | 'weight'): void {
    weighing()?.pause();
    setEntering(what);
  }
  function goOn(): void {
    if (view.state === 'same') weighing()?.takeSame();
    else if (view.state === 'failed') weigh(tare);
  }
  function act(key: string): void {
    const chosen = tares[Number(key) - 1];
    if (key === 'Escape') sale.dismiss();
    else if (key === 'Enter') goOn();
    else if (key === '0') weigh(0);
    else if (chosen) weigh(chosen.grams);
    else if (key === '+') enter('tare');
    else if (key === 'z') void weighing()?.zero();
    else if (key === 'h') enter('weight');
  }
  useKeyLayer('panel', {
    onKey(event) {
      if (!isOpen || event.ctrlKey || event.altKey || event.metaKey) return false;
      if (event.key !== 'Escape' && event.key !== 'Enter' && event.key.length !== 1) return false;
      if (!event.repeat) act(keyOf(event.key));
      return true;
    },
  });

  if (entering === 'weight') return byHand;
  if (entering === 'tare')
    return (
      <NumberForm
        label={t('weigh.tareGrams')}
        digits={0}
        ghost="0"
        submit={t('weigh.tareApply')}
        accepts={(grams) => grams >= 0 && grams < 10_000}
        onSubmit={weigh}
        onClose={() => weigh(tare)}
        testId="tare"
      />
    );
  return (
    <div className={css.weigh} data-state={view.state} data-testid="weigh">
      <WeighSight view={view} tare={tare} />
      {view.state === 'same' && (
        <Action tone="next" size="lg" wide hint="Enter" onClick={goOn} data-testid="weigh-take">
          {t('weigh.takeSame')}
        </Action>
      )}
      {view.state === 'failed' && (
        <Action tone="next" size="lg" wide hint="Enter" onClick={goOn} data-testid="weigh-again">
          {t('weigh.again')}
        </Action>
      )}
      <TareKeys tares={tares} tare={tare} onTare={weigh} onOther={() => enter('tare')} />
      <div className={css.actions}>
        <Action hint="Z" onClick={() => void weighing()?.zero()} data-testid="weigh-zero">
          {t('weigh.zero')}
        </Action>
        <Action hint="H" onClick={() => enter('weight')} data-testid="weigh-by-hand">
          {t('weigh.byHand')}
        </Action>
      </div>
      {waiting.length > 0 && (
        <p className={css.hint} role="status" data-testid="weigh-waiting">
          {t('weigh.next', { names: waiting.map((card) => localName(card, i18n.language)).join(', ') })}
        </p>
      )}
    </div>
  );
}

/** Letters in lower case, whatever Caps Lock says. */
function keyOf(key: string): string {
  return key.length === 1 ? key.toLowerCase() : key;
}

/** One weighing for as long as the prompt is open. */
function useWeighing(sale: Sale, prompt: WeighPromptProps['prompt']) {
  const { host } = useTill();
  const [view, setView] = useState<WeighingView>({ state: 'weighing', sight: 'waiting' });
  const current = useRef<LiveWeighing | null>(null);
  useEffect(() => {
    const weighing = createWeighing({
      host,
      unitPrice: prompt.item.unitPrice ?? prompt.item.card.price?.amount,
      lastGross: sale.lastGross(),
      onWeight: (weight) => void sale.weighed(prompt, weight),
      later: (callback, delayMs) => void setTimeout(callback, delayMs),
    });
    current.current = weighing;
    const unsubscribe = weighing.view.subscribe(() => setView(weighing.view.get()));
    weighing.begin(0);
    return () => {
      unsubscribe();
      current.current = null;
      weighing.stop();
    };
  }, [host, sale, prompt]);
  return { weighing: () => current.current, view };
}
