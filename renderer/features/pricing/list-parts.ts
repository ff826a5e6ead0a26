import type { PriceList } from '#contracts/facts/pricing-facts.ts';
import type { CategoryListAnswer } from '#contracts/http/catalogue.ts';
import type { CustomerGroupRow, PriceLists } from '#contracts/http/pricing.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { type ListPlaces, storesOfList } from '#domain/pricing/list-stores.ts';
import type { LeaveProps } from '#renderer/features/saving/use-leaving.ts';

/** What everything about one price list is given. */
export interface ListProps extends LeaveProps {
  config: RegisterConfig;
  stores: PriceLists['stores'];
  groups: readonly CustomerGroupRow[];
  categories: CategoryListAnswer['categories'];
  onSaved: (list: PriceList) => void;
  onLeave: () => void;
}

/** Whether a list holds in a store in which only others work: it is theirs to change. */
export function isOthers({ stores }: Pick<ListProps, 'stores'>, list: ListPlaces): boolean {
  return storesOfList(list, stores).some(({ others }) => others);
}

/** Decimals of a list's currency. */
export function digitsOf({ stores, config }: Pick<ListProps, 'stores' | 'config'>, currency: string): number {
  return stores.find((store) => store.currency === currency)?.digits ?? config.store.currency.digits;
}
