import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MemberKnown } from '#contracts/http/members.ts';
import type { ConsentPurpose } from '#contracts/member/program.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { useFormats, useTill } from '#renderer/app/till-context.tsx';
import { FaultNotice } from '#renderer/features/saving/fault-notice.tsx';
import { consentDraft, purposeWords } from '#renderer/features/sell/consent-drafts.ts';
import { Toggle } from '#renderer/ui/toggle.tsx';
import css from './members.module.css';

interface ConsentListProps {
  known: MemberKnown;
  config: RegisterConfig;
  onChanged: () => void;
}

/** What a member agreed to, when, and to which words; changed here for them. Nothing where the chain asks for nothing. */
export function ConsentList({ known, config, onChanged }: ConsentListProps) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const { host } = useTill();
  const [fault, setFault] = useState<string | null>(null);
  /** What was said here and is on its way. */
  const [said, setSaid] = useState<ReadonlyMap<string, boolean>>(new Map());
  const purposes = config.memberProgram?.purposes ?? [];
  const shown = purposes.filter(
    ({ purposeId, archived }) => !archived || known.consents.some((one) => one.purposeId === purposeId),
  );
  if (shown.length === 0) return null;

  async function say(purpose: ConsentPurpose, given: boolean): Promise<void> {
    const draft = consentDraft(known.memberId, purpose, { given, language: i18n.language, channel: 'office' });
    const answer = await attempt(host, 'journal.append', { drafts: [draft] });
    if (!answer.ok) return setFault(answer.fault.code);
    setSaid(new Map([...said, [purpose.purposeId, given]]));
    onChanged();
  }

  return (
    <div data-testid="member-consents">
      {shown.map((purpose) => {
        const last = known.consents.find(({ purposeId }) => purposeId === purpose.purposeId);
        const words = purposeWords(purpose, i18n.language);
        return (
          <div key={purpose.purposeId} className={css.consent}>
            <Toggle
              label={words.name}
              on={said.get(purpose.purposeId) ?? last?.given ?? false}
              onToggle={(given) => void say(purpose, given)}
              testId={`consent-${purpose.purposeId}`}
            />
            <p className={css.words}>
              <strong>{words.name}</strong> {words.text}{' '}
              {last &&
                t(last.given ? 'members.consentGiven' : 'members.consentWithdrawn', {
                  at: formats.dateTime(last.at),
                  version: last.textVersion,
                })}
            </p>
          </div>
        );
      })}
      <FaultNotice fault={fault} />
    </div>
  );
}
