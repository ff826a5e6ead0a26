import { Search } from 'lucide-react';
import { ProductStock } from './product/product-stock.tsx';
import type { StockSection } from './stock-parts.ts';

/** Shows one product's stock; its subject is a variant. It has no button: products are found on the home. */
export const PRODUCT_SECTION: StockSection = {
  id: 'product',
  icon: Search,
  permission: 'stock',
  words: (t) => t('stock.product.title'),
  component: ProductStock,
};

/** The screens that open from the stock home, in the order of their buttons. A new one is one more entry here. */
export const STOCK_SECTIONS: readonly StockSection[] = [];
