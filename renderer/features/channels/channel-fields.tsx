import { useTranslation } from 'react-i18next';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { ROUTE_RULES } from '#domain/fulfilment/route-order.ts';
import { policyOf } from '#renderer/app/at-till.ts';
import { tenderName } from '#renderer/app/names.ts';
import { NumberField } from '#renderer/features/settings/number-field.tsx';
import { SelectField } from '#renderer/ui/select-field.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import type { ChannelField, ChannelSettings } from './channel-draft.ts';
import { OrderedList } from './ordered-list.tsx';
import { SafetyByStore } from './safety-by-store.tsx';

interface ChannelFieldsProps {
  settings: ChannelSettings;
  config: RegisterConfig;
  locations: readonly { locationId: string; name: string }[];
  wrong: (field: ChannelField) => string | null;
  onChange: (part: Partial<ChannelSettings>) => void;
  onBad: (bad: boolean) => void;
}

const REFUNDS = ['never', 'whole-order', 'always'] as const;

/** What a channel sells and how its orders are worked. */
export function ChannelFields({ settings, config, locations, wrong, onChange, onBad }: ChannelFieldsProps) {
  const { t, i18n } = useTranslation();
  const { tenders } = policyOf(config);
  const { tender } = settings;
  const known = tenders.filter(({ kind }) => kind === 'card' || kind === 'card-manual' || kind === 'wallet');
  const tenderIds = [...new Set(['online', ...known.map(({ tenderId }) => tenderId), tender])];
  return (
    <>
      <section className={sheet.section}>
        <h2 className={sheet.heading}>{t('channels.parts.stock')}</h2>
        <OrderedList
          label={t('channels.fields.locationIds')}
          hint={t('channels.locationsHint')}
          wrong={wrong('locations')}
          list={settings.locationIds}
          options={locations.map(({ locationId, name }) => ({ value: locationId, label: name }))}
          needed
          onList={(locationIds) => onChange({ locationIds })}
          testId="channel-locations"
        />
        <NumberField
          label={t('channels.fields.safetyStock')}
          hint={t('channels.safetyHint')}
          value={settings.safetyStock}
          onValue={(safetyStock) => onChange({ safetyStock })}
          onBad={onBad}
          testId="channel-safety"
        />
        {settings.locationIds.length > 1 && (
          <SafetyByStore
            locations={locations.filter(({ locationId }) => settings.locationIds.includes(locationId))}
            value={settings.safetyStockAt ?? {}}
            onValue={(safetyStockAt) => onChange({ safetyStockAt })}
          />
        )}
        <OrderedList
          label={t('channels.fields.rules')}
          hint={t('channels.rulesHint')}
          wrong={null}
          list={settings.rules}
          options={ROUTE_RULES.map((value) => ({ value, label: t(`channels.rules.${value}`) }))}
          needed={false}
          onList={(rules) => onChange({ rules })}
          testId="channel-rules"
        />
      </section>
      <section className={sheet.section}>
        <h2 className={sheet.heading}>{t('channels.parts.orders')}</h2>
        <NumberField
          label={t('channels.fields.readyWithinHours')}
          hint={t('channels.hoursHint')}
          value={settings.readyWithinHours}
          wrong={wrong('hours')}
          onValue={(readyWithinHours) => onChange({ readyWithinHours })}
          onBad={onBad}
          testId="channel-hours"
        />
        <NumberField
          label={t('channels.fields.keptDays')}
          hint={t('channels.daysHint')}
          value={settings.keptDays}
          wrong={wrong('days')}
          onValue={(keptDays) => onChange({ keptDays })}
          onBad={onBad}
          testId="channel-days"
        />
        <SelectField
          label={t('channels.fields.refundShipping')}
          value={settings.refundShipping}
          options={REFUNDS.map((value) => ({ value, label: t(`channels.refunds.${value}`) }))}
          onChange={(refundShipping) => onChange({ refundShipping })}
          testId="channel-refunds"
        />
        <SelectField
          label={t('channels.fields.tender')}
          hint={t('channels.tenderHint')}
          value={tender}
          options={tenderIds.map((value) => ({
            value,
            label: value === 'online' ? t('channels.tenderOnline') : tenderName(tenders, value, i18n.language),
          }))}
          onChange={(next) => onChange({ tender: next })}
          testId="channel-tender"
        />
      </section>
    </>
  );
}
