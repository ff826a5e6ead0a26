import { ExternalLink } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Action } from '#renderer/ui/action.tsx';
import css from './devices.module.css';

/** In a plain browser the customer's screen is a window that a person opens; in Electron the host keeps one. */
export function OpenCustomerPage() {
  const { t } = useTranslation();
  if (window.omnitill) return null;
  return (
    <div className={css.test}>
      <Action
        icon={ExternalLink}
        onClick={() => window.open('/customer', 'omnitill-customer', 'popup,noopener')}
        data-testid="customer-page-open"
      >
        {t('devices.customer.open')}
      </Action>
    </div>
  );
}
