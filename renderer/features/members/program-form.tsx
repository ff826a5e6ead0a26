import { Plus, Save } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProgramAnswer, type ProgramRow } from '#contracts/http/member-program.ts';
import type { MemberProgram } from '#contracts/member/program.ts';
import { FaultNotice } from '#renderer/features/saving/fault-notice.tsx';
import { useFormKeys } from '#renderer/features/saving/use-form-keys.ts';
import { useSending } from '#renderer/features/saving/use-sending.ts';
import { NumberField } from '#renderer/features/settings/number-field.tsx';
import { SwitchRow } from '#renderer/features/settings/switch-row.tsx';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { newPurpose, newTier, savedProgram } from './program-draft.ts';
import { PurposeFields } from './purpose-fields.tsx';
import { TierFields } from './tier-fields.tsx';

interface ProgramFormProps {
  row: ProgramRow;
  again: () => void;
  onLeave: () => void;
}

/** What members may agree to, in whose words, and how they earn points and levels. A change of the words is the next version of them. */
export function ProgramForm({ row, again, onLeave }: ProgramFormProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<MemberProgram>(row.program);
  const [isMoved, setMoved] = useState(false);
  const [bad, setBad] = useState(false);
  const { busy, fault, setFault, send } = useSending();
  useFormKeys(onLeave);
  const { points, purposes, tiers } = draft;
  const unnamed =
    [...purposes, ...tiers].some(({ name }) => name.trim() === '') || purposes.some(({ text }) => text.trim() === '');

  async function save(): Promise<void> {
    const body = { version: row.version, program: savedProgram(row.program, draft) };
    const said = await send('/member-program', ProgramAnswer, { method: 'PUT', body });
    if (said?.ok) {
      again();
      return onLeave();
    }
    if (said && 'faults' in said) return setFault(said.faults[0] ?? 'internal');
    if (said) setMoved(true);
  }

  return (
    <section className={sheet.section} data-testid="program-form">
      <h2 className={sheet.heading}>{t('members.program.consents')}</h2>
      {purposes.map((purpose, index) => (
        <PurposeFields
          key={purpose.purposeId}
          purpose={purpose}
          onChange={(next) => setDraft({ ...draft, purposes: purposes.map((one, at) => (at === index ? next : one)) })}
        />
      ))}
      <div className={sheet.actions}>
        <Action
          icon={Plus}
          onClick={() => setDraft({ ...draft, purposes: [...purposes, newPurpose(purposes)] })}
          data-testid="program-add-purpose"
        >
          {t('members.program.addPurpose')}
        </Action>
      </div>
      <h2 className={sheet.heading}>{t('members.program.points')}</h2>
      <SwitchRow
        label={t('members.program.gives')}
        hint={t('members.program.givesHint')}
        on={points !== null}
        onToggle={(on) =>
          setDraft({ ...draft, points: on ? { base: 'gross', ratePpm: 10_000, expiryMonths: 24 } : null })
        }
        testId="program-points"
      />
      {points && (
        <div className={sheet.pair}>
          <NumberField
            label={t('members.program.rate')}
            value={points.ratePpm}
            digits={4}
            short
            onValue={(ratePpm) => setDraft({ ...draft, points: { ...points, ratePpm } })}
            onBad={setBad}
            testId="program-rate"
          />
          <NumberField
            label={t('members.program.expiry')}
            hint={t('members.program.expiryHint')}
            value={points.expiryMonths}
            onValue={(expiryMonths) => setDraft({ ...draft, points: { ...points, expiryMonths } })}
            onBad={setBad}
            testId="program-expiry"
          />
          <SwitchRow
            label={t('members.program.net')}
            on={points.base === 'net'}
            onToggle={(on) => setDraft({ ...draft, points: { ...points, base: on ? 'net' : 'gross' } })}
            testId="program-net"
          />
        </div>
      )}
      <h2 className={sheet.heading}>{t('members.program.tiers')}</h2>
      {tiers.map((tier, index) => (
        <TierFields
          key={tier.tierId}
          tier={tier}
          onBad={setBad}
          onChange={(next) => setDraft({ ...draft, tiers: tiers.map((one, at) => (at === index ? next : one)) })}
          onRemove={() => setDraft({ ...draft, tiers: tiers.filter((_, at) => at !== index) })}
        />
      ))}
      <div className={sheet.actions}>
        <Action
          icon={Plus}
          onClick={() => setDraft({ ...draft, tiers: [...tiers, newTier(tiers)] })}
          data-testid="program-add-tier"
        >
          {t('members.program.addTier')}
        </Action>
      </div>
      <FaultNotice fault={fault} />
      {isMoved && (
        <Notice
          tone="warn"
          code="program-moved"
          title={t('members.program.moved')}
          next={t('members.program.movedNext')}
        >
          <Action onClick={again}>{t('members.program.look')}</Action>
        </Notice>
      )}
      <div className={sheet.actions}>
        <Action
          tone="next"
          icon={Save}
          disabled={busy || bad || unnamed}
          onClick={() => void save()}
          data-testid="program-save"
        >
          {t('members.save')}
        </Action>
        <Action onClick={onLeave} data-testid="program-leave">
          {t('members.leave')}
        </Action>
      </div>
    </section>
  );
}
