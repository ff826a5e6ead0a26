import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { ProductFinder } from '#renderer/features/stock/finder/product-finder.tsx';
import { UnknownCode } from '#renderer/features/stock/finder/unknown-code.tsx';
import { useProductEntry } from '#renderer/features/stock/finder/use-product-entry.ts';
import type { VariantCard } from '#renderer/store/till-store.ts';

interface AddProductProps {
  config: RegisterConfig;
  onCard: (card: VariantCard) => void;
}

/** Products are scanned or found, one after the other. */
export function AddProduct({ config, onCard }: AddProductProps) {
  const { t } = useTranslation();
  const [unknown, setUnknown] = useState<string | null>(null);
  const add = (card: VariantCard): void => {
    setUnknown(null);
    onCard(card);
  };
  const enter = useProductEntry({ config, onItem: ({ card }) => add(card), onUnknown: setUnknown });
  return (
    <>
      <ProductFinder label={t('stock.work.add')} onCard={add} onCode={enter} />
      {unknown !== null && <UnknownCode key={unknown} text={unknown} />}
    </>
  );
}
