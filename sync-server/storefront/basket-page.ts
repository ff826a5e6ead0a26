import { type BasketLine, goodsOf, type Lack, postageOf } from './basket.ts';
import { quantitySelect } from './browse-pages.ts';
import { type Html, html } from './html.ts';
import { artOf, noticeOf, type PageContext, pageOf } from './page.ts';
import { readyAt } from './texts.ts';
import { fill } from './words.ts';

/** What is in the basket, and the two ways to get it. */
export function basketPage(context: PageContext, lines: readonly BasketLine[]): string {
  const { words, texts, shop, now } = context;
  if (lines.length === 0) {
    const empty = html`<div class="wide narrow"><h1>${words.basket}</h1><p>${words.basketEmpty}</p><p><a class="button" href="/shop">${words.toHome}</a></p></div>`;
    return pageOf(context, words.basket, empty);
  }
  const goods = goodsOf(lines);
  const { amount, freeFrom } = postageOf(shop, goods);
  const collect = fill(words.collectHint, { when: texts.by(readyAt(shop, now)) });
  const deliver =
    amount === 0
      ? words.postageFree
      : fill(words.deliverHint, { amount: texts.money(amount), from: texts.money(freeFrom) });
  const scarce = lines.flatMap(({ product, quantity }): Lack[] =>
    product.available < quantity ? [{ product, left: product.available }] : [],
  );
  return pageOf(
    context,
    words.basket,
    html`<div class="wide narrow"><h1>${words.basket}</h1>
${scarce.length > 0 && lacksNotice(context, scarce, null)}
<ul class="lines">${lines.map((line) => basketLine(context, line))}</ul>
<p class="sum"><span>${words.subtotal}</span> <strong>${texts.money(goods)}</strong></p>
<div class="ways"><a class="button strong" href="/shop/checkout/pickup">${words.collect}<small>${collect}</small></a><a class="button" href="/shop/checkout/delivery">${words.deliver}<small>${deliver}</small></a></div>
</div>`,
  );
}

function basketLine(context: PageContext, { product, quantity, amount }: BasketLine): Html {
  const { words, texts } = context;
  const name = texts.name(product);
  const variant = html`<input type="hidden" name="variant" value="${product.variantId}">`;
  return html`<li>${artOf(product)}<div class="what"><a href="/shop/products/${encodeURIComponent(product.variantId)}">${name}</a>
<form method="post" action="/shop/basket">${variant}<input type="hidden" name="how" value="set">${quantitySelect(context, product, quantity, { label: fill(words.quantityOf, { name }) })}<button>${words.update}</button></form>
<form method="post" action="/shop/basket">${variant}<input type="hidden" name="how" value="remove"><button class="link" aria-label="${fill(words.removeOf, { name })}">${words.remove}</button></form></div>
<strong class="amount">${texts.money(amount)}</strong></li>`;
}

/** What cannot be had any more, at a store or at all, and what can be done. */
export function lacksNotice(context: PageContext, lacks: readonly Lack[], store: string | null, more?: Html): Html {
  const { words, texts } = context;
  const said = lacks.map(({ product, left, onlyCollected }) => {
    const values = { name: texts.name(product), count: texts.quantity(left, product.unit), store: store ?? '' };
    if (onlyCollected) return fill(words.lacksDelivery, values);
    if (store === null) return fill(left > 0 ? words.lacksSome : words.lacksAll, values);
    return fill(left > 0 ? words.lacksStore : words.lacksStoreAll, values);
  });
  return noticeOf(
    'alert',
    words.lacksTitle,
    html`<ul>${said.map((one) => html`<li>${one}</li>`)}</ul>`,
    more && html`<p>${words.lacksHint}</p><p>${more}</p>`,
  );
}

/** What an order comes to: goods, postage where it is sent, and both. */
export function sumsOf({ words, texts }: PageContext, goods: number, postage: number | null): Html {
  return html`<dl class="sums"><div><dt>${words.subtotal}</dt><dd>${texts.money(goods)}</dd></div>
${postage !== null && html`<div><dt>${words.postage}</dt><dd>${postage === 0 ? words.postageFree : texts.money(postage)}</dd></div>`}
<div class="total"><dt>${words.total}</dt><dd>${texts.money(goods + (postage ?? 0))}</dd></div></dl>`;
}
