import { ArrowLeft, Store } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type FleetAnswer, StoreMakingAnswer } from '#contracts/http/fleet.ts';
import { FaultNotice } from '#renderer/features/saving/fault-notice.tsx';
import { useFormKeys } from '#renderer/features/saving/use-form-keys.ts';
import { useSending } from '#renderer/features/saving/use-sending.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { SelectField } from '#renderer/ui/select-field.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { TextField } from '#renderer/ui/text-field.tsx';
import { Toggle } from '#renderer/ui/toggle.tsx';
import css from './fleet.module.css';
import { type StoreDraft, shortNameOf, storeDraftFaults } from './store-draft.ts';

interface StoreFormProps {
  fleet: FleetAnswer;
  ownStoreId: string;
  onMade: (title: string, next: string) => void;
  onLeave: () => void;
}

/** Another store, made of one that there is. */
export function StoreForm({ fleet, ownStoreId, onMade, onLeave }: StoreFormProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<StoreDraft>({
    copyOf: ownStoreId,
    name: '',
    address: [],
    storeId: '',
    prices: true,
  });
  const [tried, setTried] = useState(false);
  const { busy, fault, setFault, send } = useSending();
  useFormKeys(onLeave);
  const faults = tried ? storeDraftFaults(draft) : [];
  const wrongName = faults.includes('name') ? t('fleet.stores.nameWrong') : null;
  const wrongShort = faults.includes('short') ? t('fleet.stores.shortWrong') : null;
  const edit = (change: Partial<StoreDraft>): void => setDraft((current) => ({ ...current, ...change }));

  async function make(): Promise<void> {
    setTried(true);
    if (storeDraftFaults(draft).length > 0) return;
    const name = draft.name.trim();
    const address = draft.address.map((line) => line.trim()).filter((line) => line !== '');
    const said = await send('/stores', StoreMakingAnswer, { method: 'POST', body: { ...draft, name, address } });
    if (said?.ok) onMade(t('fleet.stores.made', { name }), t('fleet.stores.madeNext', { count: said.prices }));
    else if (said) setFault(said.faults[0] ?? 'internal');
  }
  return (
    <div className={sheet.form} data-testid="store-form">
      <div className={sheet.formHead}>
        <Action tone="quiet" icon={ArrowLeft} onClick={onLeave} data-testid="store-leave">
          {t('fleet.form.cancel')}
        </Action>
        <h2 className={sheet.formTitle}>{t('fleet.stores.newTitle')}</h2>
        <Action tone="next" icon={Store} disabled={busy} onClick={() => void make()} data-testid="store-make">
          {t('fleet.stores.make')}
        </Action>
      </div>
      <FaultNotice fault={fault} />
      <div className={sheet.columns}>
        <section className={sheet.section}>
          <Field label={t('fleet.stores.name')} wrong={wrongName}>
            <TextField
              label={t('fleet.stores.name')}
              value={draft.name}
              maxLength={100}
              aria-invalid={wrongName ? true : undefined}
              onText={(name) => {
                const followed = draft.storeId === shortNameOf(draft.name);
                edit({ name, ...(followed ? { storeId: shortNameOf(name) } : {}) });
              }}
              data-testid="store-making-name"
            />
          </Field>
          <Field label={t('fleet.stores.short')} hint={t('fleet.stores.shortHint')} wrong={wrongShort}>
            <TextField
              label={t('fleet.stores.short')}
              value={draft.storeId}
              maxLength={30}
              aria-invalid={wrongShort ? true : undefined}
              onText={(storeId) => edit({ storeId })}
              data-testid="store-making-short"
            />
          </Field>
          <Field label={t('fleet.stores.address')} hint={t('fleet.stores.addressHint')}>
            <textarea
              className={sheet.area}
              aria-label={t('fleet.stores.address')}
              rows={4}
              value={draft.address.join('\n')}
              onChange={(event) => edit({ address: event.currentTarget.value.split('\n').slice(0, 6) })}
              data-testid="store-making-address"
            />
          </Field>
        </section>
        <section className={sheet.section}>
          <SelectField
            label={t('fleet.stores.copyOf')}
            hint={t('fleet.stores.copyHint')}
            value={draft.copyOf}
            options={fleet.stores.map((store) => ({ value: store.storeId, label: store.name }))}
            onChange={(copyOf) => edit({ copyOf })}
            testId="store-making-copy"
          />
          <div>
            <div className={css.switch}>
              <span>{t('fleet.stores.prices')}</span>
              <Toggle
                label={t('fleet.stores.prices')}
                on={draft.prices}
                onToggle={(prices) => edit({ prices })}
                testId="store-making-prices"
              />
            </div>
            <p className={css.hint}>{t('fleet.stores.pricesHint')}</p>
          </div>
        </section>
      </div>
    </div>
  );
}
