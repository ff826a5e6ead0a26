import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { storePolicy } from '#contracts/views/store-policy.ts';
import type { CartLine } from '#domain/order/cart.ts';
import { reasonWords } from '#renderer/app/reason-words.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { NumberForm } from '#renderer/features/sell/number-form.tsx';
import { Choices } from '#renderer/ui/choices.tsx';
import type { Sale } from './sale.ts';

interface PriceTabProps {
  sale: Sale;
  config: RegisterConfig;
  line: CartLine;
  onClose: () => void;
}

/** Another price for a line, for a reason; how far below the list price is up to the operator's role. */
export function PriceTab({ sale, config, line, onClose }: PriceTabProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { overrideReasons } = storePolicy(config.store);
  const [reason, setReason] = useState(overrideReasons[0] ?? '');
  async function apply(unitPrice: number): Promise<void> {
    if (await sale.ask({ type: 'price', lineId: line.id, asked: { unitPrice, reason } })) onClose();
  }
  return (
    <NumberForm
      label={t('line.newPrice')}
      digits={config.store.currency.digits}
      ghost={formats.amount(line.unitPrice)}
      submit={t('line.setPrice')}
      accepts={() => reason !== ''}
      onSubmit={(unitPrice) => void apply(unitPrice)}
      onClose={onClose}
      onArrow={(by) =>
        setReason(overrideReasons.at((overrideReasons.indexOf(reason) + by) % overrideReasons.length) ?? '')
      }
      testId="price"
    >
      <Choices
        label={t('discount.reason')}
        value={reason}
        options={overrideReasons.map((code) => ({ value: code, label: reasonWords(t, code) }))}
        onChange={setReason}
        testId="price-reason"
      />
    </NumberForm>
  );
}
