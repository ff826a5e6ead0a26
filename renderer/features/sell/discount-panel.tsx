import { useTranslation } from 'react-i18next';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { DiscountForm } from '#renderer/features/sell/discount-form.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import type { Sale } from './sale.ts';

/** A discount on the whole cart. */
export function DiscountPanel({ sale, config, onClose }: { sale: Sale; config: RegisterConfig; onClose: () => void }) {
  const { t } = useTranslation();
  const { cart } = useStore(sale.view);
  return (
    <Panel title={t('discount.cartTitle')} closeName={t('app.close')} onClose={onClose} testId="discount-panel">
      <DiscountForm
        config={config}
        discounts={cart?.discounts ?? []}
        onApply={(discount) => sale.ask({ type: 'discount-cart', discount })}
        onRemove={(discountId) => sale.edit({ type: 'remove-discount', discountId })}
        onClose={onClose}
      />
    </Panel>
  );
}
