import { Check } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { storePolicy } from '#contracts/views/store-policy.ts';
import type { Cart, CartLine } from '#domain/order/cart.ts';
import { nearestLanguage } from '#renderer/app/i18n.ts';
import { useFormats, useTill } from '#renderer/app/till-context.tsx';
import type { Sale } from '#renderer/features/sell/sale.ts';
import { useMember } from '#renderer/features/sell/use-member-name.ts';
import { useStoreCountry } from '#renderer/features/sell/use-store-country.ts';
import { isTextField } from '#renderer/keys/key-layers.ts';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Choices } from '#renderer/ui/choices.tsx';
import { NumberField, wholeWithin } from '#renderer/ui/field.tsx';
import css from './deliver.module.css';
import {
  type DeliverDraft,
  type DeliverFault,
  deliverDraft,
  deliverFaults,
  destinationOf,
  type Way,
} from './deliver-draft.ts';
import type { Deliverable } from './may-deliver.ts';
import { RecipientFields } from './recipient-fields.tsx';
import { StoreChoices } from './store-choices.tsx';

interface DeliverTabProps {
  sale: Sale;
  config: RegisterConfig;
  cart: Cart;
  line: CartLine;
  deliverable: Deliverable;
  onClose: () => void;
}

/** Where a line goes: carried out, collected in another store, or shipped; with who it is for. */
export function DeliverTab({ sale, config, cart, line, deliverable, onClose }: DeliverTabProps) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const { play } = useTill();
  const country = useStoreCountry();
  const member = useMember(cart.memberId);
  const [entered, setEntered] = useState<Partial<DeliverDraft>>({});
  const [count, setCount] = useState(String(line.quantity));
  const [tried, setTried] = useState(false);

  useKeyLayer('panel', {
    onKey(event) {
      const typing = isTextField(document.activeElement);
      const way = { '1': 'carry', '2': 'collect', '3': 'ship' }[event.key];
      if (event.key === 'Escape') onClose();
      else if (event.key === 'Enter' && !event.repeat) apply();
      else if (!typing && way && ways.some((one) => one === way)) edit({ way: way as Way });
      else return !typing && !event.ctrlKey && !event.altKey && event.key.length === 1;
      return true;
    },
  });
  const draft = { ...deliverDraft(cart, line, { memberName: member?.name ?? null, country }), ...entered };
  const ways: Way[] = [
    'carry',
    ...(deliverable.stores.length > 0 ? ['collect' as const] : []),
    ...(deliverable.ships ? ['ship' as const] : []),
  ];
  const isParted = line.quantity > 1 && line.discounts.length === 0;
  const quantity = isParted ? wholeWithin(count, 1, line.quantity) : line.quantity;
  const faults = deliverFaults(draft, cart.memberId !== undefined, country);
  const wrong = (...some: DeliverFault[]): string | null => {
    const fault = tried ? some.find((one) => faults.includes(one)) : undefined;
    return fault === undefined ? null : t(`deliver.faults.${fault}`);
  };
  const edit = (part: Partial<DeliverDraft>): void => setEntered((before) => ({ ...before, ...part }));

  function apply(): void {
    setTried(true);
    if (quantity === null || faults.length > 0) {
      play('wrong');
      return;
    }
    // The postage is a line of the receipt: it has the receipt's language, whatever the operator's is.
    const [language = config.store.language] = storePolicy(config.store).receipts.languages;
    const postageName = i18n.getFixedT(nearestLanguage([language]))('deliver.postage');
    const said = { store: config.store, country, postageName };
    const found = destinationOf(draft, cart, said);
    const asked = { type: 'deliver' as const, lineId: line.id, quantity, newId: uuid() };
    sale.edit(found ? { ...asked, ...found } : { ...asked, to: null });
    onClose();
  }
  return (
    <div className={css.form} data-testid="deliver-form">
      <Choices
        label={t('deliver.how')}
        value={draft.way}
        options={ways.map((value) => ({ value, label: t(`deliver.ways.${value}`) }))}
        onChange={(value) => edit({ way: ways.find((one) => one === value) ?? 'carry' })}
        testId="deliver-way"
      />
      {isParted && (
        <NumberField
          label={t('deliver.quantity', { of: formats.quantity(line.quantity, line.unit) })}
          value={count}
          wrong={quantity === null ? t('deliver.faults.quantity') : null}
          onText={setCount}
          testId="deliver-quantity"
        />
      )}
      {draft.way === 'collect' && (
        <StoreChoices
          variantId={line.variantId}
          unit={line.unit}
          stores={deliverable.stores}
          value={draft.storeId}
          wrong={wrong('store')}
          onChange={(storeId) => edit({ storeId })}
        />
      )}
      {draft.way !== 'carry' && <RecipientFields draft={draft} wrong={wrong} onEdit={edit} />}
      {draft.way === 'ship' && <PostageHint config={config} />}
      {draft.way !== 'carry' && <p className={css.hint}>{t('deliver.promise')}</p>}
      <Action tone="next" size="lg" wide icon={Check} onClick={apply} data-testid="deliver-apply">
        {t('deliver.apply')}
      </Action>
    </div>
  );
}

/** What sending costs, and from where on nothing. */
function PostageHint({ config }: { config: RegisterConfig }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { postage } = config.store;
  if (!postage) return null;
  const { amount, freeFrom } = postage;
  return (
    <p className={css.hint} data-testid="deliver-postage">
      {freeFrom === undefined
        ? t('deliver.postageIs', { amount: formats.money(amount) })
        : t('deliver.postageFree', { amount: formats.money(amount), from: formats.money(freeFrom) })}
    </p>
  );
}
