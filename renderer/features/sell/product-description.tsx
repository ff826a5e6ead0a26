import { useTranslation } from 'react-i18next';
import { VariantDescriptions } from '#contracts/http/catalogue.ts';
import { useServer } from '#renderer/app/use-server.ts';
import { describedIn } from './described-in.ts';
import css from './product-description.module.css';

/** What is said of a product, in the language of the window; the server is asked for it, so that without a network that is said. */
export function ProductDescription({ variantId }: { variantId: string }) {
  const { t, i18n } = useTranslation();
  const path = `/catalogue/variants/${encodeURIComponent(variantId)}/descriptions`;
  const { answer } = useServer(path, VariantDescriptions);
  if (!answer) return null;
  if (!answer.ok) {
    if (!answer.offline) return null;
    return (
      <p className={css.unread} data-testid="product-description-offline">
        {t('priceCheck.descriptionOffline')}
      </p>
    );
  }
  const said = describedIn(answer.value.descriptions, i18n.language);
  if (!said) return null;
  return (
    <section className={css.description} lang={said.language} data-testid="product-description">
      {said.text}
    </section>
  );
}
