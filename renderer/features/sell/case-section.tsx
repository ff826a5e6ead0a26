import { MessageSquarePlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CASE_KINDS, CASE_WORDS_MAX, type CaseKind } from '#contracts/facts/case-facts.ts';
import { CaseList } from '#contracts/http/cases.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { useFormats, useTill } from '#renderer/app/till-context.tsx';
import { useAgainWhenTaken } from '#renderer/app/use-again-when-taken.ts';
import { useServer } from '#renderer/app/use-server.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { SelectField } from '#renderer/ui/select-field.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { type CaseAbout, openCase } from './case-drafts.ts';

interface CaseSectionProps {
  about: CaseAbout;
  /** To one of them, where it can be worked from here. */
  onOpen?: (caseId: string) => void;
}

/** Questions, complaints and wishes of a member or about an order: those that are open, and another one, without a network too. */
export function CaseSection({ about, onOpen }: CaseSectionProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { host } = useTill();
  const [asking, setAsking] = useState(false);
  const [kind, setKind] = useState<CaseKind>('question');
  const [words, setWords] = useState('');
  const [busy, setBusy] = useState(false);
  const [kept, setKept] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const asked = useServer(
    '/cases',
    CaseList,
    'memberId' in about ? { member: about.memberId } : { order: about.orderId },
  );
  useAgainWhenTaken(asked.again);
  const cases = asked.answer?.ok ? asked.answer.value.cases : [];
  const open = cases.filter(({ state }) => state === 'open');

  async function keep(): Promise<void> {
    setBusy(true);
    const why = await openCase(host, about, kind, words);
    setBusy(false);
    setFault(why?.code ?? null);
    if (why) return;
    setAsking(false);
    setWords('');
    setKept(true);
  }

  return (
    <section className={sheet.section} data-testid="cases-here">
      <div className={sheet.head}>
        <h2 className={sheet.heading}>{t('cases.title')}</h2>
        {!asking && (
          <Action tone="quiet" icon={MessageSquarePlus} onClick={() => setAsking(true)} data-testid="case-new">
            {t('cases.new')}
          </Action>
        )}
      </div>
      {fault && <Notice {...errorWords(t, fault)} />}
      {kept && <Notice tone="ok" code="case-kept" title={t('cases.kept')} next={t('cases.keptNext')} />}
      {open.map(({ caseId, kind, openedAt, words, order }) => (
        <Notice
          key={caseId}
          tone="info"
          code="case-open"
          title={`${t(`cases.kinds.${kind}`)}: ${words ?? t('cases.noWords')}`}
          next={[formats.dateTime(openedAt), order?.number].filter(Boolean).join(' · ')}
        >
          {onOpen && (
            <Action onClick={() => onOpen(caseId)} data-testid="case-show">
              {t('cases.show')}
            </Action>
          )}
        </Notice>
      ))}
      {cases.length > open.length && (
        <p className={sheet.hint}>{t('cases.closedOnes', { count: cases.length - open.length })}</p>
      )}
      {asked.answer && !asked.answer.ok && asked.answer.offline && (
        <p className={sheet.hint}>{t('cases.unknownOffline')}</p>
      )}
      {asking && (
        <>
          <SelectField
            label={t('cases.kind')}
            value={kind}
            options={CASE_KINDS.map((value) => ({ value, label: t(`cases.kinds.${value}`) }))}
            onChange={setKind}
            testId="case-kind"
          />
          <textarea
            className={sheet.area}
            aria-label={t('cases.words')}
            placeholder={t('cases.wordsHint')}
            rows={3}
            maxLength={CASE_WORDS_MAX}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
            data-testid="case-words"
          />
          <div className={sheet.actions}>
            <Action
              tone="next"
              disabled={busy || words.trim() === ''}
              onClick={() => void keep()}
              data-testid="case-save"
            >
              {t('cases.save')}
            </Action>
            <Action onClick={() => setAsking(false)} data-testid="case-leave">
              {t('members.leave')}
            </Action>
          </div>
        </>
      )}
    </section>
  );
}
