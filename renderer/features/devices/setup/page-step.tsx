import { Printer } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Task } from '#renderer/app/task.tsx';
import { type PrinterDraft, printerOf } from '#renderer/features/devices/printer-draft.ts';
import { ModelField, WidthField } from '#renderer/features/devices/printer-fields.tsx';
import { useDeviceTest } from '#renderer/features/devices/use-device-test.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { type PageAnswers, remedyFor, UNANSWERED } from './page-answers.ts';
import { Question } from './question.tsx';
import type { StepProps } from './setup-guide.tsx';

interface PageStepProps extends StepProps {
  draft: PrinterDraft;
  onDraft: (draft: PrinterDraft) => void;
  /** The page is as it should be, and the printer is kept. */
  onRight: () => void;
}

const QUESTIONS = ['out', 'wide', 'signs'] as const satisfies readonly (keyof PageAnswers)[];

/** Asks what the test page looks like, and helps where something is wrong with it. */
export function PageStep({ title, settings, settle, fault, onBack, draft, onDraft, onRight }: PageStepProps) {
  const { t } = useTranslation();
  const testing = useDeviceTest();
  const [answers, setAnswers] = useState<PageAnswers>(UNANSWERED);
  const remedy = remedyFor(answers);
  const printer = printerOf(draft);

  async function again(): Promise<void> {
    if (!printer) return;
    setAnswers(UNANSWERED);
    await testing.run('printer', { ...settings, printer });
  }

  return (
    <Task
      title={title}
      hint={t('devices.setup.pageHint')}
      onBack={onBack}
      fault={testing.outcome?.ok === false ? testing.outcome.fault : fault}
      next={{
        words: t('devices.setup.next'),
        disabled: remedy !== null || printer === null,
        onPress: () => printer && settle({ ...settings, printer }, onRight),
        testId: 'setup-next',
      }}
      testId="setup-page"
    >
      {QUESTIONS.map((question) => (
        <Question
          key={question}
          text={t(`devices.setup.questions.${question}`)}
          answer={answers[question]}
          onAnswer={(answer) => setAnswers({ ...answers, [question]: answer })}
          testId={`answer-${question}`}
        />
      ))}
      {remedy !== null && remedy !== 'open' && (
        <Notice
          tone="warn"
          code={`remedy-${remedy}`}
          title={t(`devices.setup.remedies.${remedy}`)}
          next={t(`devices.setup.remediesNext.${remedy}`)}
        >
          {remedy === 'connection' && (
            <Action onClick={onBack} data-testid="setup-connection">
              {t('devices.setup.changeConnection')}
            </Action>
          )}
        </Notice>
      )}
      {remedy === 'width' && <WidthField draft={draft} onDraft={onDraft} />}
      {(remedy === 'width' || remedy === 'model') && (
        <ModelField model={draft.model} onModel={(model) => onDraft({ ...draft, model, widthMm: undefined })} />
      )}
      <div>
        <Action icon={Printer} disabled={testing.busy} onClick={() => void again()} data-testid="setup-again">
          {t(testing.busy ? 'devices.testing' : 'devices.setup.again')}
        </Action>
      </div>
    </Task>
  );
}
