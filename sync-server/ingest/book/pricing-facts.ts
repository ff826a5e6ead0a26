import type { CustomerGroupPublished, MemberGrouped, PriceListPublished } from '#contracts/facts/pricing-facts.ts';
import { pageOf } from '#domain/catalog/variant.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';
import { CHAIN_FEED, type Touch } from '#sync-server/ingest/effects.ts';

/** A customer group: every till of the chain hears of it. */
export const bookCustomerGroupPublished: Handler<CustomerGroupPublished> = {
  book({ at, operatorId: by, payload: published }) {
    const { groupId, archived = false } = published.group;
    return {
      pricing: [{ type: 'customer-group', published, at, by }],
      touched: [{ feed: CHAIN_FEED, kind: 'customer-group', key: groupId, deleted: archived }],
    };
  },
};

/** Which group a member is in, on their card. */
export const bookMemberGrouped: Handler<MemberGrouped> = {
  book({ at, operatorId: by, payload: { memberId, groupId } }) {
    return {
      pricing: [{ type: 'member-grouped', memberId, groupId, at, by }],
      touched: [{ feed: CHAIN_FEED, kind: 'member-card', key: memberId }],
    };
  },
};

/** A price list and the pages of the prices it names, also ahead of its time, so that tills have it by then. */
export const bookPriceListPublished: Handler<PriceListPublished> = {
  book({ at, operatorId: by, payload: published }) {
    const { listId, list, entries } = published;
    const pages = new Set(entries.map(({ variantId }) => pageOf(variantId)));
    const own: Touch[] = list
      ? [{ feed: CHAIN_FEED, kind: 'price-list', key: listId, deleted: list.archived ?? false }]
      : [];
    return {
      pricing: [{ type: 'price-list', published, at, by }],
      touched: [
        ...own,
        ...[...pages].map((page): Touch => ({ feed: CHAIN_FEED, kind: 'price-list-page', key: String(page) })),
      ],
    };
  },
};
