import { type BasketLine, goodsOf, type Lack, postageOf } from './basket.ts';
import { lacksNotice, sumsOf } from './basket-page.ts';
import { html } from './html.ts';
import { noticeOf, type PageContext, pageOf } from './page.ts';
import type { Draft } from './visitor.ts';
import { fill } from './words.ts';

/** Why somebody who pressed *pay* is asked again. */
export type PayTrouble = 'declined' | 'changed' | { lacks: readonly Lack[]; store: string | null };

/** What an order comes to, with postage where it is sent. */
export function totalOf({ shop }: Pick<PageContext, 'shop'>, lines: readonly BasketLine[], draft: Draft) {
  const goods = goodsOf(lines);
  const postage = draft.address ? postageOf(shop, goods).amount : null;
  return { goods, postage, total: goods + (postage ?? 0) };
}

/** The simulated payment of an order that is not placed yet. */
export function payPage(
  context: PageContext,
  { lines, draft, token, trouble }: { lines: readonly BasketLine[]; draft: Draft; token: string; trouble?: PayTrouble },
): string {
  const { words, texts, shop } = context;
  const { goods, postage, total } = totalOf(context, lines, draft);
  const store = shop.stores.find(({ storeId }) => storeId === draft.storeId);
  const where = store
    ? [store.name, ...store.address]
    : [draft.name, ...(draft.address?.lines ?? []), draft.address?.city];
  return pageOf(
    context,
    words.payment,
    html`<div class="wide narrow"><h1>${words.payment}</h1>
${trouble !== undefined && troubleNotice(context, trouble)}
<section class="panel" aria-labelledby="what"><h2 id="what">${words.items}</h2>
<ul class="plain">${lines.map(({ product, quantity, amount }) => html`<li><span>${texts.quantity(quantity, product.unit)} × ${texts.name(product)}</span> <span>${texts.money(amount)}</span></li>`)}</ul>
${sumsOf(context, goods, postage)}
<p><strong>${store ? words.collectAt : words.deliverTo}</strong><br>${where.filter(Boolean).join(', ')}</p></section>
<form class="details" method="post" action="/shop/pay">
<input type="hidden" name="ref" value="${draft.ref}"><input type="hidden" name="token" value="${token}"><input type="hidden" name="amount" value="${total}">
<fieldset><legend>${words.paymentMethod}</legend><p class="quiet">${words.paymentNote}</p>
<label class="choice"><input type="radio" name="card" value="good" checked><span>${words.cardGood}</span></label>
<label class="choice"><input type="radio" name="card" value="declined"><span>${words.cardBad}</span></label></fieldset>
<button class="strong wide-button">${fill(words.pay, { amount: texts.money(total) })}</button>
<p class="center"><a href="/shop/basket">${words.leave}</a></p></form></div>`,
  );
}

function troubleNotice(context: PageContext, trouble: PayTrouble) {
  const { words } = context;
  if (trouble === 'declined') return noticeOf('alert', words.declinedTitle, html`<p>${words.declinedText}</p>`);
  if (trouble === 'changed') return noticeOf('alert', words.changedTitle, html`<p>${words.changedText}</p>`);
  const other = html`<a class="button" href="/shop/basket">${words.changeBasket}</a> <a class="button" href="/shop/checkout/pickup">${words.otherWay}</a> <a class="button" href="/shop/checkout/delivery">${words.deliver}</a>`;
  return lacksNotice(context, trouble.lacks, trouble.store, other);
}
