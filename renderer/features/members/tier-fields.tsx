import { Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { MemberProgram } from '#contracts/member/program.ts';
import { NameFields } from '#renderer/features/pricing/name-fields.tsx';
import { NumberField } from '#renderer/features/settings/number-field.tsx';
import { Action } from '#renderer/ui/action.tsx';

type Tier = MemberProgram['tiers'][number];

interface TierFieldsProps {
  tier: Tier;
  onBad: (bad: boolean) => void;
  onChange: (tier: Tier) => void;
  onRemove: () => void;
}

/** A level: what it is called, and from how many points on somebody is in it. */
export function TierFields({ tier, onBad, onChange, onRemove }: TierFieldsProps) {
  const { t } = useTranslation();
  const { tierId, name, names = {}, from } = tier;
  return (
    <div data-testid={tierId}>
      <NameFields
        name={name}
        names={names}
        isWrong={name.trim() === ''}
        onName={(next) => onChange({ ...tier, name: next })}
        onNames={(next) => onChange({ ...tier, names: next })}
        testId={tierId}
      />
      <NumberField
        label={t('members.program.from')}
        value={from}
        onValue={(next) => onChange({ ...tier, from: next })}
        onBad={onBad}
        testId={`${tierId}-from`}
      />
      <Action tone="quiet" icon={Trash2} onClick={onRemove} data-testid={`${tierId}-remove`}>
        {t('members.program.removeTier')}
      </Action>
    </div>
  );
}
