import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { decimalText } from '#domain/money/decimal-text.ts';
import type { ShiftProps } from '#renderer/app/at-till.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { Task } from '#renderer/app/task.tsx';
import { useFormats, useTill } from '#renderer/app/till-context.tsx';
import { useOverride } from '#renderer/features/override/override-provider.tsx';
import { countedOf, emptyCount, isTouched } from '#renderer/features/shift/cash-count.ts';
import { CountForm } from '#renderer/features/shift/count-form.tsx';
import { keepLeft } from '#renderer/features/shift/last-left.ts';
import { mayExpect } from '#renderer/features/shift/shift-parts.ts';
import css from './close.module.css';
import { CLOSE_STEPS, type CloseRules, leftOf, missingIn } from './close-draft.ts';
import { closeRules } from './close-rules.ts';
import { createClosing } from './close-shift.ts';
import { allDecided, loosePayments } from './loose-ends.ts';
import { StepCheck } from './step-check.tsx';
import { StepDifferences } from './step-differences.tsx';
import { StepTenders } from './step-tenders.tsx';
import { useLooseEnds } from './use-loose-ends.ts';
import { ZView } from './z-view.tsx';

interface CloseScreenProps extends ShiftProps {
  sessionId: string;
  overrideId?: string | undefined;
  onBack: () => void;
  onSignOut: () => void;
  onOpenNext: () => void;
}

/** Closing a session step by step. Everything entered is on this machine at once; leaving and coming back goes on where it was. */
export function CloseScreen(props: CloseScreenProps) {
  const { status, config, operatorId, sessionId, overrideId, onBack, onSignOut, onOpenNext } = props;
  const { t } = useTranslation();
  const till = useTill();
  const { allow } = useOverride();
  const training = status.signedIn?.training === true;
  const rules = closeRules(config);
  const [closing] = useState(() =>
    createClosing(sessionId, {
      host: till.host,
      training,
      storage: till.kept,
      rules: () => closeRules(till.hostView.get().status?.config ?? config),
      later: (callback, delayMs) => void setTimeout(callback, delayMs),
    }),
  );
  const { draft, busy, fault } = useStore(closing.view);
  const loose = useLooseEnds(config, training);
  useEffect(() => {
    if (overrideId !== undefined) closing.allowed(overrideId);
  }, [closing, overrideId]);
  useEffect(() => void closing.recover(), [closing]);

  const decided = allDecided(loose.carts, draft.kept, loosePayments(status));
  const missing = draft.step === 'check' && !decided ? 'decision' : missingIn(draft, rules);
  const ready = !busy && (missing === null || missing === 'totals');
  const blind = !mayExpect(config, operatorId);

  async function back(): Promise<void> {
    if (busy) return;
    if (draft.step === 'check') return onBack();
    if (draft.step === 'differences' && blind && !(await allow('expected-amounts', 0, sessionId)).ok) return;
    closing.back();
  }
  function leave(then: () => void): void {
    if (draft.closed && !training) keepLeft(localStorage, config.register.registerId, draft.closed.left);
    closing.end();
    then();
  }

  if (draft.closed) {
    return (
      <ZView
        closed={draft.closed}
        config={config}
        operatorId={operatorId}
        training={training}
        printOnce={closing.printOnce}
        onSignOut={() => leave(onSignOut)}
        onOpenNext={() => leave(onOpenNext)}
      />
    );
  }
  const last = draft.step === 'left';
  return (
    <Task
      title={t('shift.close.title')}
      hint={t(`shift.close.hints.${draft.step}`)}
      onBack={() => void back()}
      fault={fault}
      next={{
        words: t(busy ? 'shift.close.busy' : last ? 'shift.close.confirm' : 'shift.close.next'),
        disabled: !ready,
        onPress: () => void closing.next(),
        testId: last ? 'close-confirm' : 'close-next',
      }}
      testId={`close-${draft.step}`}
    >
      <Steps at={draft.step} />
      {draft.step === 'check' && (
        <StepCheck
          status={status}
          config={config}
          operatorId={operatorId}
          loose={loose}
          kept={draft.kept}
          onKeep={closing.keep}
        />
      )}
      {draft.step === 'cash' && (
        <CountForm
          label={t('shift.counted')}
          count={draft.cash}
          onChange={closing.count}
          denominations={rules.denominations}
          currency={config.store.currency}
          disabled={busy}
          onDone={() => void closing.next()}
        />
      )}
      {draft.step === 'tenders' && (
        <StepTenders closing={closing} draft={draft} rules={rules} config={config} busy={busy} />
      )}
      {draft.step === 'differences' && (
        <StepDifferences closing={closing} draft={draft} rules={rules} config={config} />
      )}
      {draft.step === 'left' && <StepLeft closing={closing} rules={rules} config={config} busy={busy} />}
    </Task>
  );
}

function Steps({ at }: { at: (typeof CLOSE_STEPS)[number] }) {
  const { t } = useTranslation();
  const index = CLOSE_STEPS.indexOf(at);
  return (
    <ol className={css.steps}>
      {CLOSE_STEPS.map((step, number) => (
        <li
          key={step}
          className={css.step}
          aria-current={step === at ? 'step' : undefined}
          data-done={number < index || undefined}
          data-testid="close-step"
          data-step={step}
        >
          {number + 1} {t(`shift.steps.${step}`)}
        </li>
      ))}
    </ol>
  );
}

interface StepLeftProps {
  closing: ReturnType<typeof createClosing>;
  rules: CloseRules;
  config: ShiftProps['config'];
  busy: boolean;
}

/** How much stays in the drawer for the next session; the rest goes to the safe. */
function StepLeft({ closing, rules, config, busy }: StepLeftProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { draft } = useStore(closing.view);
  const left = leftOf(draft, rules);
  const counted = countedOf(draft.cash, rules.digits).amount;
  const count = isTouched(draft.left) ? draft.left : { ...emptyCount([]), typed: decimalText(left, rules.digits) };
  return (
    <>
      <p className={css.rest} data-testid="to-safe" data-amount={counted - left}>
        {left > counted
          ? t('shift.left.tooMuch', { counted: formats.money(counted) })
          : t('shift.left.rest', { amount: formats.money(counted - left) })}
      </p>
      <CountForm
        label={t('shift.left.label')}
        count={count}
        onChange={closing.leave}
        denominations={[]}
        currency={config.store.currency}
        suggested={
          counted >= rules.float
            ? { words: t('shift.left.usual', { amount: formats.money(rules.float) }), amount: rules.float }
            : undefined
        }
        disabled={busy}
        onDone={() => void closing.next()}
      />
    </>
  );
}
