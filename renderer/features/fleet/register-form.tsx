import { ArrowLeft, Save } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type FleetAnswer, type FleetRegister, RegisterChangeAnswer } from '#contracts/http/fleet.ts';
import { FaultNotice } from '#renderer/features/saving/fault-notice.tsx';
import { useFormKeys } from '#renderer/features/saving/use-form-keys.ts';
import { useSending } from '#renderer/features/saving/use-sending.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { SelectField } from '#renderer/ui/select-field.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { TextField } from '#renderer/ui/text-field.tsx';

interface RegisterFormProps {
  fleet: FleetAnswer;
  register: FleetRegister;
  /** Who somebody is by their id. */
  nameOf: (operatorId: string | null) => string;
  onSaved: (name: string, moved: boolean) => void;
  /** It is no longer as it was: its newest state is wanted. */
  onStale: () => void;
  onLeave: () => void;
}

/** A register's name and, while it has witnessed nothing, its store. */
export function RegisterForm({ fleet, register, nameOf, onSaved, onStale, onLeave }: RegisterFormProps) {
  const { t } = useTranslation();
  const [base, setBase] = useState({ revision: register.revision, storeId: register.storeId, name: register.name });
  const [name, setName] = useState(register.name);
  const [storeId, setStoreId] = useState(register.storeId);
  const [conflict, setConflict] = useState<string | null>(null);
  const { busy, fault, setFault, send } = useSending();
  useFormKeys(onLeave);
  const wrong = name.trim() === '' ? t('fleet.form.nameWrong') : null;
  const isDirty = name.trim() !== base.name || storeId !== base.storeId;

  async function save(): Promise<void> {
    if (wrong) return;
    const body = { revision: base.revision, storeId, name: name.trim() };
    const path = `/registers/${encodeURIComponent(register.registerId)}`;
    const said = await send(path, RegisterChangeAnswer, { method: 'PUT', body });
    if (!said) return;
    if (said.ok) return onSaved(body.name, storeId !== base.storeId);
    if ('faults' in said) return setFault(said.faults[0] ?? 'internal');
    const { revision, storeId: nowStore, name: nowName, by } = said.conflict;
    setBase({ revision, storeId: nowStore, name: nowName });
    setName(nowName);
    setStoreId(nowStore);
    setConflict(t('fleet.form.conflict', { name: register.name, by: nameOf(by) || t('fleet.form.someone') }));
    onStale();
  }
  return (
    <div className={sheet.form} data-testid="fleet-form">
      <div className={sheet.formHead}>
        <Action tone="quiet" icon={ArrowLeft} onClick={onLeave} data-testid="fleet-form-leave">
          {t('fleet.form.cancel')}
        </Action>
        <h2 className={sheet.formTitle}>{t('fleet.form.changeTitle', { name: register.name })}</h2>
        <Action
          tone="next"
          icon={Save}
          disabled={!isDirty || busy}
          onClick={() => void save()}
          data-testid="fleet-form-save"
        >
          {t('fleet.form.save')}
        </Action>
      </div>
      <FaultNotice fault={fault} />
      {conflict && <Notice tone="warn" code="changed-meanwhile" title={conflict} />}
      <div className={sheet.columns}>
        <section className={sheet.section}>
          <Field label={t('fleet.form.name')} hint={t('fleet.form.nameHint')} wrong={wrong}>
            <TextField
              label={t('fleet.form.name')}
              value={name}
              maxLength={60}
              aria-invalid={wrong ? true : undefined}
              onText={setName}
              data-testid="fleet-form-name"
            />
          </Field>
          <SelectField
            label={t('fleet.form.store')}
            hint={register.hasFacts ? t('fleet.form.moveFixed') : t('fleet.form.moveHint')}
            value={storeId}
            disabled={register.hasFacts}
            options={fleet.stores
              .filter((store) => !store.archived || store.storeId === storeId)
              .map((store) => ({ value: store.storeId, label: store.name }))}
            onChange={setStoreId}
            testId="fleet-form-store"
          />
        </section>
      </div>
    </div>
  );
}
