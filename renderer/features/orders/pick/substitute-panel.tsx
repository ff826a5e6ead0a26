import { ArrowLeft, Check } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { UNIT_SCALE } from '#domain/catalog/variant.ts';
import { localName } from '#renderer/app/local-name.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import css from '#renderer/features/orders/shared/orders.module.css';
import { ProductFinder } from '#renderer/features/stock/finder/product-finder.tsx';
import { UnknownCode } from '#renderer/features/stock/finder/unknown-code.tsx';
import { useProductEntry } from '#renderer/features/stock/finder/use-product-entry.ts';
import frame from '#renderer/features/stock/work/work.module.css';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import type { FulfilmentLine, VariantCard } from '#renderer/store/till-store.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Choices } from '#renderer/ui/choices.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { type Consent, consentsOf, substituteAmount } from './substitute.ts';

interface SubstitutePanelProps {
  config: RegisterConfig;
  number: string;
  line: FulfilmentLine;
  /** Of the line, in its smallest unit. */
  quantity: number;
  onTake: (card: VariantCard, consent: Consent) => void;
  onClose: () => void;
}

/** Another product in place of one that is not there: scanned or found, with what it costs and how the customer agreed. */
export function SubstitutePanel({ config, number, line, quantity, onTake, onClose }: SubstitutePanelProps) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const consents = consentsOf(line);
  const [card, setCard] = useState<VariantCard | null>(null);
  const [unknown, setUnknown] = useState<string | null>(null);
  const [consent, setConsent] = useState<Consent | null>(line.substitution === 'allowed' ? 'agreed-before' : null);
  const take = (found: VariantCard): void => {
    setUnknown(null);
    setCard(found);
  };
  const enter = useProductEntry({ config, onItem: (item) => take(item.card), onUnknown: setUnknown });
  useKeyLayer('screen', {
    onKey(event) {
      if (event.key !== 'Escape') return false;
      onClose();
      return true;
    },
  });
  const fits = card !== null && card.variantId !== line.variantId && UNIT_SCALE[card.unit] === UNIT_SCALE[line.unit];
  const cost = card && fits ? substituteAmount(line, card, quantity) : null;
  return (
    <div className={frame.body} data-testid="substitute-panel">
      <div className={css.row}>
        <Action tone="quiet" icon={ArrowLeft} hint="Esc" onClick={onClose} data-testid="substitute-back">
          {t('stock.back')}
        </Action>
        <h3 className={frame.heading}>
          {t('orders.pick.insteadOf', { name: line.name, quantity: formats.quantity(quantity, line.unit), number })}
        </h3>
      </div>
      <ProductFinder label={t('orders.pick.findOther')} onCard={take} onCode={enter} />
      {unknown !== null && <UnknownCode key={unknown} text={unknown} />}
      {card && !fits && <Notice tone="warn" code="substitute-unfit" title={t('orders.pick.unfit')} />}
      {card && cost && (
        <>
          <dl className={css.facts} data-testid="substitute-cost" data-amount={cost.amount}>
            <div className={css.fact}>
              <dt>{t('orders.pick.other')}</dt>
              <dd>{localName(card, i18n.language)}</dd>
            </div>
            <div className={css.fact}>
              <dt>{t('orders.pick.pays')}</dt>
              <dd>
                {formats.money(cost.amount)}
                {cost.amount < cost.line &&
                  ` · ${t('orders.pick.back', { amount: formats.money(cost.line - cost.amount) })}`}
                {cost.price > cost.line && ` · ${t('orders.pick.worth', { amount: formats.money(cost.price) })}`}
              </dd>
            </div>
          </dl>
          <h4 className={frame.heading}>{t('orders.pick.consent')}</h4>
          <Choices
            label={t('orders.pick.consent')}
            value={consent}
            options={consents.map((one) => ({ value: one, label: t(`orders.consent.${one}`) }))}
            onChange={(next) => setConsent(consents.find((one) => one === next) ?? null)}
            testId="substitute-consent"
          />
          <div>
            <Action
              tone="next"
              size="lg"
              icon={Check}
              disabled={consent === null}
              onClick={() => consent && onTake(card, consent)}
              data-testid="substitute-take"
            >
              {t('orders.pick.takeOther')}
            </Action>
          </div>
        </>
      )}
    </div>
  );
}
