import { ArrowLeft, PackageX, RotateCw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shortGtin } from '#domain/gs1/short-gtin.ts';
import { mayOf } from '#renderer/app/at-till.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { localName } from '#renderer/app/local-name.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { HomePlace } from '#renderer/features/places/home-place.tsx';
import { UnknownCode } from '#renderer/features/stock/finder/unknown-code.tsx';
import { useProductEntry } from '#renderer/features/stock/finder/use-product-entry.ts';
import type { StockSectionProps } from '#renderer/features/stock/stock-parts.ts';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import type { VariantCard } from '#renderer/store/till-store.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { LocationTable } from './location-table.tsx';
import { LotTable } from './lot-table.tsx';
import { MovementTable } from './movement-table.tsx';
import css from './product.module.css';
import { useVariantStock } from './use-variant-stock.ts';

/** One product's stock here and elsewhere, and everything that moved it. A scan goes to the next product. */
export function ProductStock({ config, operatorId, task, onOpen, onBack, onReceipt }: StockSectionProps) {
  const { t } = useTranslation();
  const [unknown, setUnknown] = useState<string | null>(null);
  const variantId = task.subject ?? '';
  const here = config.store.locationId;
  const { card, asked, movements, more } = useVariantStock(variantId, here);
  useProductEntry({
    config,
    onItem: (item) => onOpen({ ...task, subject: item.card.variantId }),
    onUnknown: setUnknown,
  });
  useKeyLayer('screen', {
    onKey(event) {
      if (event.key !== 'Escape') return false;
      onBack();
      return true;
    },
  });
  if (card === undefined) {
    return (
      <Empty icon={PackageX} title={t('stock.product.gone')}>
        <Action icon={ArrowLeft} onClick={onBack}>
          {t('stock.back')}
        </Action>
      </Empty>
    );
  }
  const answer = asked.answer;
  return (
    <section className={css.product} aria-label={t('stock.product.title')} data-testid="product-stock">
      <div className={css.head}>
        <Action tone="quiet" icon={ArrowLeft} hint="Esc" onClick={onBack} data-testid="stock-back">
          {t('stock.back')}
        </Action>
        {answer && (
          <Action tone="quiet" icon={RotateCw} disabled={asked.loading} onClick={asked.again} data-testid="stock-again">
            {t('reports.again')}
          </Action>
        )}
      </div>
      {unknown !== null && <UnknownCode key={unknown} text={unknown} />}
      {card && <OwnFigure card={card} />}
      {!answer && <p role="status">{t('shift.loading')}</p>}
      {answer && !answer.ok && answer.offline && (
        <Notice tone="warn" code="stock-offline" title={t('stock.product.offline')} next={t('stock.product.missing')} />
      )}
      {answer && !answer.ok && !answer.offline && <Notice {...errorWords(t, answer.code)} />}
      {answer?.ok && card && (
        <>
          <LocationTable
            locations={answer.value.locations}
            here={here}
            unit={card.unit}
            costs={mayOf(config, operatorId, 'costs')}
          />
          <HomePlace
            variantId={variantId}
            placeId={answer.value.homePlaceId}
            places={config.places ?? []}
            mayChange={mayOf(config, operatorId, 'stock-adjust')}
            onSaid={asked.again}
          />
          <LotTable lots={answer.value.lots} sku={card.sku} unit={card.unit} today={today()} />
          <MovementTable
            movements={movements}
            sku={card.sku}
            unit={card.unit}
            config={config}
            more={more}
            onReceipt={onReceipt}
          />
        </>
      )}
    </section>
  );
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** What this till says is on the shelf, with or without a network. */
function OwnFigure({ card }: { card: VariantCard }) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  return (
    <div className={css.own}>
      <div className={css.what}>
        <h2 className={css.name}>{localName(card, i18n.language)}</h2>
        <span className={css.sub} data-selectable>
          {[card.sku, ...card.gtins.slice(0, 1).map(shortGtin)].join(' · ')}
        </span>
      </div>
      <div className={css.figure} data-testid="own-figure" data-on-hand={card.stock?.onHand}>
        {card.stock ? (
          <>
            <strong data-negative={card.stock.onHand < 0 || undefined}>
              {formats.quantity(card.stock.onHand, card.unit)}
            </strong>
            <span className={css.sub}>{t('stock.product.asOf', { time: formats.dateTime(card.stock.asOf) })}</span>
          </>
        ) : (
          <span className={css.sub}>{t('sell.stockUnknown')}</span>
        )}
      </div>
    </div>
  );
}
