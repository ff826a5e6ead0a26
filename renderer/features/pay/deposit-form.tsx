import { useTranslation } from 'react-i18next';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { TenderForm } from '#renderer/features/pay/tender-form.tsx';

interface DepositFormProps {
  /** What the whole cart comes to. */
  total: number;
  config: RegisterConfig;
  onDeposit: (amount: number) => void;
  onBack: () => void;
}

/** How much of the cart is paid now; the rest when it is completed. */
export function DepositForm({ total, config, onDeposit, onBack }: DepositFormProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <TenderForm
      title={t('pay.deposit')}
      label={t('pay.amount')}
      currency={config.store.currency}
      preset={null}
      ghost={formats.amount(0)}
      confirmWord={(amount) => t('pay.takeDeposit', { amount: formats.money(amount) })}
      canConfirm={(amount) => amount > 0 && amount < total}
      onConfirm={onDeposit}
      onBack={onBack}
      disabled={false}
      outcome={(amount) => (
        <span>{t('pay.depositRest', { amount: formats.money(Math.max(0, total - (amount ?? 0))) })}</span>
      )}
    />
  );
}
