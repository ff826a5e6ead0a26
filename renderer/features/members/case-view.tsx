import { Check, RotateCcw, Send } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CASE_WORDS_MAX, type CaseStep } from '#contracts/facts/case-facts.ts';
import { CaseDetail } from '#contracts/http/cases.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { operatorName } from '#renderer/app/names.ts';
import { useFormats, useTill } from '#renderer/app/till-context.tsx';
import { useAgainWhenTaken } from '#renderer/app/use-again-when-taken.ts';
import { useLastGood } from '#renderer/app/use-last-good.ts';
import { useServer } from '#renderer/app/use-server.ts';
import { FaultNotice } from '#renderer/features/saving/fault-notice.tsx';
import { useFormKeys } from '#renderer/features/saving/use-form-keys.ts';
import { changeCase } from '#renderer/features/sell/case-drafts.ts';
import { Action } from '#renderer/ui/action.tsx';
import { SelectField } from '#renderer/ui/select-field.tsx';
import sheet from '#renderer/ui/sheet.module.css';

interface CaseViewProps {
  caseId: string;
  config: RegisterConfig;
  /** Whether the operator may answer, assign and close. */
  mayWork: boolean;
  onMember: (memberId: string) => void;
  onReceipt: (number: string) => void;
  onOrder: ((orderId: string) => void) | null;
  onLeave: () => void;
}

/** One question, complaint or wish: what was said, and what may be done about it. */
export function CaseView({ caseId, onLeave, ...rest }: CaseViewProps) {
  const { t } = useTranslation();
  const asked = useLastGood(useServer(`/cases/${caseId}`, CaseDetail));
  const { again } = asked;
  useAgainWhenTaken(again);
  useFormKeys(onLeave);
  return (
    <Answered asked={asked} offlineText={t('cases.offline')}>
      {(found) => <KnownCase found={found} again={again} {...rest} />}
    </Answered>
  );
}

interface KnownCaseProps extends Omit<CaseViewProps, 'caseId' | 'onLeave'> {
  found: CaseDetail;
  again: () => void;
}

function KnownCase({ found, again, config, mayWork, onMember, onReceipt, onOrder }: KnownCaseProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { host } = useTill();
  const [words, setWords] = useState('');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const { caseId, kind, state, memberId, memberName, order, assignedTo, notes } = found;
  const nameOf = (id: string | null): string => operatorName(config, id);

  async function change(step: CaseStep, more: { words?: string; assignedTo?: string | null } = {}): Promise<void> {
    setBusy(true);
    const why = await changeCase(host, caseId, step, more);
    setBusy(false);
    setFault(why?.code ?? null);
    if (why) return;
    setWords('');
    again();
  }

  return (
    <section className={sheet.section} data-testid="case" data-state={state}>
      <h2 className={sheet.heading}>
        {t(`cases.kinds.${kind}`)} · {t(`cases.states.${state}`)}
      </h2>
      <div className={sheet.actions}>
        {memberId !== undefined && (
          <Action onClick={() => onMember(memberId)} data-testid="case-member">
            {memberName}
          </Action>
        )}
        {order?.kind === 'receipt' && (
          <Action onClick={() => onReceipt(order.number)} data-testid="case-order">
            {t('cases.receipt', { number: order.number })}
          </Action>
        )}
        {order?.kind === 'online-order' && onOrder && (
          <Action onClick={() => onOrder(order.orderId)} data-testid="case-order">
            {t('members.history.online', { number: order.number })}
          </Action>
        )}
      </div>
      <ol className={sheet.plainList} data-testid="case-notes">
        {notes.map(({ noteId, at, by, step, assignedTo: to, words: said }) => (
          <li key={noteId} data-step={step}>
            <p className={sheet.hint}>
              {formats.dateTime(at)} · {nameOf(by)} ·{' '}
              {step === 'assigned'
                ? t(to === null ? 'cases.steps.left' : 'cases.steps.assigned', { name: nameOf(to) })
                : t(`cases.steps.${step}`)}
            </p>
            {said !== null && <p>{said}</p>}
          </li>
        ))}
      </ol>
      <FaultNotice fault={fault} />
      {mayWork ? (
        <>
          <SelectField
            label={t('cases.assigned')}
            value={assignedTo ?? ''}
            disabled={busy}
            options={[
              { value: '', label: t('cases.nobodys') },
              ...config.operators.map(({ operatorId, name }) => ({ value: operatorId, label: name })),
              ...(assignedTo === null || config.operators.some(({ operatorId }) => operatorId === assignedTo)
                ? []
                : [{ value: assignedTo, label: nameOf(assignedTo) }]),
            ]}
            onChange={(to) => void change('assigned', { assignedTo: to === '' ? null : to })}
            testId="case-assign"
          />
          <textarea
            className={sheet.area}
            aria-label={t('cases.answer')}
            placeholder={t('cases.answerHint')}
            rows={3}
            maxLength={CASE_WORDS_MAX}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
            data-testid="case-answer"
          />
          <div className={sheet.actions}>
            <Action
              icon={Send}
              disabled={busy || words.trim() === ''}
              onClick={() => void change('answered', { words })}
              data-testid="case-answer-save"
            >
              {t('cases.answer')}
            </Action>
            {state === 'open' ? (
              <Action
                icon={Check}
                disabled={busy}
                onClick={() => void change('closed', { words })}
                data-testid="case-close"
              >
                {t('cases.close')}
              </Action>
            ) : (
              <Action
                icon={RotateCcw}
                disabled={busy}
                onClick={() => void change('reopened', { words })}
                data-testid="case-reopen"
              >
                {t('cases.reopen')}
              </Action>
            )}
          </div>
        </>
      ) : (
        <p className={sheet.hint}>{t('cases.mayNot')}</p>
      )}
    </section>
  );
}
