import { PackageOpen, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Place } from '#contracts/facts/place-facts.ts';
import { PlaceProducts } from '#contracts/http/places.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { UNIT_SCALE } from '#domain/catalog/variant.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { errorWords } from '#renderer/app/error-words.ts';
import { localName } from '#renderer/app/local-name.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { useLastGood } from '#renderer/app/use-last-good.ts';
import { useServer } from '#renderer/app/use-server.ts';
import { ProductFinder } from '#renderer/features/stock/finder/product-finder.tsx';
import { UnknownCode } from '#renderer/features/stock/finder/unknown-code.tsx';
import { useProductEntry } from '#renderer/features/stock/finder/use-product-entry.ts';
import { IconAction } from '#renderer/ui/action.tsx';
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import css from './places.module.css';
import { sayHome } from './say-home.ts';

type Product = PlaceProducts['products'][number];

interface PlaceGoodsProps {
  place: Place;
  config: RegisterConfig;
  mayChange: boolean;
}

/** What lies at a place: each product that is scanned or found is put there, one after the other. */
export function PlaceGoods({ place, config, mayChange }: PlaceGoodsProps) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const { placeId } = place;
  const asked = useLastGood(useServer(`/places/${encodeURIComponent(placeId)}/products`, PlaceProducts));
  const [fault, setFault] = useState<string | null>(null);
  const [unknown, setUnknown] = useState<string | null>(null);

  async function say(variantId: string, base: string | null, next: string | null): Promise<void> {
    const said = await sayHome({ variantId, base, placeId: next }, { evenIf: next !== null });
    setFault(said.ok ? null : said.code);
    asked.again();
  }
  const put = (variantId: string): void => {
    setUnknown(null);
    if (mayChange) void say(variantId, null, placeId);
  };
  const enter = useProductEntry({ config, onItem: ({ card }) => put(card.variantId), onUnknown: setUnknown });

  const columns: DataColumn<Product>[] = [
    { id: 'name', label: t('products.name'), share: 3, value: (product) => localName(product, i18n.language) },
    { id: 'sku', label: t('products.sku'), share: 2, value: ({ sku }) => sku },
    {
      id: 'on-hand',
      label: t('products.onHand'),
      isNumber: true,
      value: ({ onHand, unit }) => onHand / UNIT_SCALE[unit],
      cell: ({ onHand, unit }) => formats.quantity(onHand, unit),
    },
  ];
  return (
    <section aria-label={t('places.goods')}>
      <h3 className={css.heading}>{t('places.goods')}</h3>
      {mayChange && <ProductFinder label={t('places.put')} onCard={({ variantId }) => put(variantId)} onCode={enter} />}
      {fault && <Notice {...errorWords(t, fault)} />}
      {unknown !== null && <UnknownCode key={unknown} text={unknown} />}
      <Answered asked={asked} offlineText={t('places.offline')}>
        {({ products }) =>
          products.length === 0 ? (
            <Empty icon={PackageOpen} title={t('places.empty')} text={t('places.emptyHint')} />
          ) : (
            <DataTable
              label={t('places.goods')}
              rows={products}
              columns={columns}
              keyOf={({ variantId }) => variantId}
              order={{ by: 'name', descending: false }}
              rowActions={
                mayChange
                  ? {
                      width: 56,
                      of: (product) => (
                        <IconAction
                          icon={X}
                          label={t('places.takeOut', { name: localName(product, i18n.language) })}
                          onClick={() => void say(product.variantId, placeId, null)}
                          data-testid="place-take"
                        />
                      ),
                    }
                  : undefined
              }
              exportName={place.name}
              testId="place-goods"
              rowTestId="place-product"
              attributes={({ sku }) => ({ 'data-sku': sku })}
            />
          )
        }
      </Answered>
    </section>
  );
}
