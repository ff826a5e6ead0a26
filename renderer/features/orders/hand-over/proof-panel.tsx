import { Ban, Check, CircleCheck, IdCard, ScanLine } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Action } from '#renderer/ui/action.tsx';
import { Choices } from '#renderer/ui/choices.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import css from './hand-over.module.css';
import type { Proof } from './hand-over-draft.ts';

/** Who came for it. */
export interface Collector {
  who: 'customer' | 'other';
  /** Of somebody else. */
  name: string;
}

interface ProofPanelProps {
  customerName: string | undefined;
  proof: Proof | null;
  collector: Collector;
  age: number | undefined;
  isOldEnough: boolean;
  onCode: (text: string) => void;
  onIdentity: () => void;
  onCollector: (collector: Collector) => void;
  onAge: (met: boolean) => void;
}

/** What has to be known of who came, one step under the other. */
export function ProofPanel(props: ProofPanelProps) {
  const { t } = useTranslation();
  const { collector, age, isOldEnough, onCollector, onAge } = props;
  return (
    <div className={css.panel}>
      <ProofStep {...props} />
      <section className={css.step}>
        <h3 className={css.heading}>{t('orders.handOver.who')}</h3>
        <Choices
          label={t('orders.handOver.who')}
          value={collector.who}
          options={(['customer', 'other'] as const).map((who) => ({ value: who, label: t(`orders.handOver.${who}`) }))}
          onChange={(who) => onCollector({ ...collector, who: who === 'other' ? 'other' : 'customer' })}
          testId="hand-over-collector"
        />
        {collector.who === 'other' && (
          <>
            <TextField
              label={t('orders.handOver.name')}
              placeholder={t('orders.handOver.name')}
              value={collector.name}
              maxLength={200}
              onText={(name) => onCollector({ ...collector, name })}
              data-testid="hand-over-name"
            />
            <p className={css.hint}>{t('orders.handOver.consent')}</p>
          </>
        )}
      </section>
      {age !== undefined && (
        <section className={css.step}>
          <h3 className={css.heading} data-testid="hand-over-age" data-age={age}>
            {t('prompt.age', { age })}
          </h3>
          {isOldEnough ? (
            <p className={css.done}>
              <CircleCheck size={20} aria-hidden />
              {t('orders.handOver.ageMet', { age })}
            </p>
          ) : (
            <>
              <Action icon={Check} onClick={() => onAge(true)} data-testid="hand-over-age-met">
                {t('orders.handOver.ageYes')}
              </Action>
              <Action tone="bad" icon={Ban} onClick={() => onAge(false)} data-testid="hand-over-age-refuse">
                {t('prompt.ageRefuse')}
              </Action>
            </>
          )}
        </section>
      )}
    </div>
  );
}

function ProofStep({ customerName, proof, onCode, onIdentity }: ProofPanelProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  return (
    <section className={css.step} data-testid="hand-over-proof" data-proof={proof?.kind ?? 'none'}>
      <h3 className={css.heading}>{t('orders.handOver.proof')}</h3>
      {proof === null ? (
        <>
          <p className={css.hint}>{t('orders.handOver.proofHint')}</p>
          <form
            className={css.entry}
            onSubmit={(event) => {
              event.preventDefault();
              if (text.trim() !== '') onCode(text);
            }}
          >
            <TextField
              label={t('orders.handOver.code')}
              placeholder={t('orders.handOver.codeHint')}
              value={text}
              maxLength={40}
              onText={setText}
              data-testid="hand-over-code"
            />
            <Action type="submit" icon={ScanLine} data-testid="hand-over-check">
              {t('orders.handOver.check')}
            </Action>
          </form>
          <Action icon={IdCard} onClick={onIdentity} data-testid="hand-over-identity">
            {t('orders.handOver.identity', { name: customerName ?? t('orders.handOver.nameless') })}
          </Action>
        </>
      ) : (
        <p className={css.done}>
          <CircleCheck size={20} aria-hidden />
          {t(proof.kind === 'code' ? 'orders.handOver.codeShown' : 'orders.handOver.identitySeen')}
        </p>
      )}
    </section>
  );
}
