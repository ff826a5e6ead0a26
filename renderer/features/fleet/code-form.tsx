import { ArrowLeft, KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodeKind } from '#contracts/http/api.ts';
import { type FleetAnswer, FleetCodeAnswer, type FleetRegister } from '#contracts/http/fleet.ts';
import { FaultNotice } from '#renderer/features/saving/fault-notice.tsx';
import { useFormKeys } from '#renderer/features/saving/use-form-keys.ts';
import { useSending } from '#renderer/features/saving/use-sending.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { SelectField } from '#renderer/ui/select-field.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { TextField } from '#renderer/ui/text-field.tsx';
import { CodeSheet } from './code-sheet.tsx';
import css from './fleet.module.css';

const KINDS = ['till', 'tablet'] as const satisfies readonly CodeKind[];

interface CodeFormProps {
  fleet: FleetAnswer;
  /** Whose machine is replaced; null for a new register. */
  replaces: FleetRegister | null;
  storeId: string;
  onLeave: () => void;
}

/** Makes a one-time code for a new register, or for the next machine of one, and shows it. */
export function CodeForm({ fleet, replaces, storeId: first, onLeave }: CodeFormProps) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [kind, setKind] = useState<CodeKind>('till');
  const [storeId, setStoreId] = useState(replaces?.storeId ?? first);
  const [tried, setTried] = useState(false);
  const [issued, setIssued] = useState<{ code: string; expiresAt: string } | null>(null);
  const { busy, fault, setFault, send } = useSending();
  useFormKeys(onLeave);
  const wrong = tried && !replaces && name.trim() === '' ? t('fleet.form.nameWrong') : null;

  async function issue(): Promise<void> {
    setTried(true);
    if (!replaces && name.trim() === '') return;
    const body = replaces ? { storeId, registerId: replaces.registerId } : { storeId, kind, name: name.trim() };
    const said = await send('/fleet/codes', FleetCodeAnswer, { method: 'POST', body });
    if (said?.ok) setIssued(said);
    else if (said) setFault(said.faults[0] ?? 'internal');
  }
  if (issued) {
    return (
      <CodeSheet {...issued} name={replaces?.name ?? name.trim()} use={replaces ? 'replace' : kind} onDone={onLeave} />
    );
  }
  return (
    <div className={sheet.form} data-testid="fleet-code-form">
      <div className={sheet.formHead}>
        <Action tone="quiet" icon={ArrowLeft} onClick={onLeave} data-testid="fleet-code-leave">
          {t('fleet.form.cancel')}
        </Action>
        <h2 className={sheet.formTitle}>
          {replaces ? t('fleet.code.title', { name: replaces.name }) : t('fleet.form.newTitle')}
        </h2>
        <Action tone="next" icon={KeyRound} disabled={busy} onClick={() => void issue()} data-testid="fleet-code-issue">
          {t('fleet.form.issue')}
        </Action>
      </div>
      <FaultNotice fault={fault} />
      {replaces ? (
        <p className={css.hint}>{t('fleet.code.text.replace', { name: replaces.name })}</p>
      ) : (
        <div className={sheet.columns}>
          <section className={sheet.section}>
            <SelectField
              label={t('fleet.form.kind')}
              value={kind}
              options={KINDS.map((one) => ({ value: one, label: t(`fleet.form.kinds.${one}`) }))}
              onChange={setKind}
              testId="fleet-code-kind"
            />
            <Field label={t('fleet.form.name')} hint={t('fleet.form.nameHint')} wrong={wrong}>
              <TextField
                label={t('fleet.form.name')}
                value={name}
                maxLength={60}
                aria-invalid={wrong ? true : undefined}
                onText={setName}
                data-testid="fleet-code-name"
              />
            </Field>
            <SelectField
              label={t('fleet.form.store')}
              value={storeId}
              options={fleet.stores
                .filter((store) => !store.archived)
                .map((store) => ({ value: store.storeId, label: store.name }))}
              onChange={setStoreId}
              testId="fleet-code-store"
            />
          </section>
        </div>
      )}
    </div>
  );
}
