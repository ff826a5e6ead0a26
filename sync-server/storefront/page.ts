import type { Product, Shop } from '#sync-server/channels/client/omnitill-channel.ts';
import { drawingOf, tintOf } from './drawings.ts';
import { type Html, type HtmlValue, html } from './html.ts';
import type { Texts } from './texts.ts';
import type { Visitor } from './visitor.ts';
import { fill } from './words.ts';
import type { Words } from './words-en.ts';

/** What every page is written with. */
export interface PageContext {
  shop: Shop;
  words: Words;
  texts: Texts;
  visitor: Visitor;
  now: Date;
  /** Names of categories in the visitor's language. */
  categoryNames: ReadonlyMap<string, string>;
  /** The address that was asked for, to come back to. */
  here: string;
}

/** A page of the shop: head, banner with search and basket, what it is about, foot. */
export function pageOf(
  context: PageContext,
  title: string,
  main: HtmlValue,
  { search = '', isLive = false } = {},
): string {
  const { words, shop, visitor } = context;
  const head = html`<!doctype html>
<html lang="${visitor.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · ${shop.name}</title>
<link rel="icon" href="/shop/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/shop/assets/shop.css">
${isLive && html`<script src="/shop/assets/shop.js" defer></script>`}
</head>`;
  return html`${head}
<body>
<a class="skip" href="#main">${words.skip}</a>
${bannerOf(context, search)}
<main id="main" tabindex="-1">${main}</main>
${footOf(context)}
</body>
</html>`.text;
}

function bannerOf({ words, shop, visitor }: PageContext, search: string): Html {
  const count = visitor.basket.length;
  const basket = count === 0 ? words.basket : count === 1 ? words.basketOfOne : fill(words.basketOf, { count });
  return html`<header class="banner">
<div class="wide">
<a class="brand" href="/shop"><img src="/shop/assets/icon.svg" alt="" width="32" height="32">${shop.name}</a>
<form class="search" role="search" action="/shop/search">
<input type="search" name="q" value="${search}" aria-label="${words.searchFor}" placeholder="${words.searchFor}" maxlength="100">
<button>${words.search}</button>
</form>
<nav aria-label="${shop.name}">
<a href="/shop/orders">${words.yourOrders}</a>
<a class="basket-link" href="/shop/basket" aria-label="${basket}">${words.basket}${count > 0 && html` <span class="count">${count}</span>`}</a>
</nav>
</div>
</header>`;
}

function footOf({ words, visitor, here }: PageContext): Html {
  const languages = [
    ['en', 'English'],
    ['zh-CN', '简体中文'],
  ] as const;
  return html`<footer class="foot">
<div class="wide">
<p>${words.footer}<br>${words.demo}</p>
<form method="post" action="/shop/language"><span class="unseen">${words.language}</span>
<input type="hidden" name="back" value="${here}">
${languages.map(
  ([code, name]) =>
    html`<button name="to" value="${code}" lang="${code}" aria-pressed="${code === visitor.language ? 'true' : 'false'}">${name}</button>`,
)}
</form>
</div>
</footer>`;
}

/** A picture of a product, or what stands for one. */
export function artOf(product: Pick<Product, 'pictures' | 'category' | 'categoryId'>): Html {
  const [picture] = product.pictures;
  if (picture !== undefined)
    return html`<span class="art"><img src="/shop/pictures/${picture}" alt="" loading="lazy"></span>`;
  return html`<span class="art tint-${tintOf(product.categoryId)}">${drawingOf(product.category)}</span>`;
}

/** What a product costs, and for how much of it. */
export function priceOf({ words, texts }: PageContext, { amount, unit }: Pick<Product, 'amount' | 'unit'>): Html {
  const per = { each: null, kg: words.perKilo, m: words.perMetre }[unit];
  return html`<span class="price">${texts.money(amount)}${per && html` <small>${per}</small>`}</span>`;
}

const FEW = 10;

/** How much there is, in words: exactly where it is little. */
export function stockText({ words, texts }: PageContext, available: number, unit: Product['unit']): string {
  if (available <= 0) return words.soldOut;
  const few = unit === 'each' ? FEW : FEW * 1000;
  return available <= few ? fill(words.left, { count: texts.quantity(available, unit) }) : words.inStock;
}

/** A product as one of many. */
export function cardOf(context: PageContext, product: Product): Html {
  const { texts } = context;
  return html`<li class="card${product.available <= 0 && ' gone'}">
<a href="/shop/products/${encodeURIComponent(product.variantId)}">${artOf(product)}<span class="name">${texts.name(product)}</span></a>
<div class="foot-of-card">${priceOf(context, product)}<span class="stock${product.available <= 0 && ' none'}">${stockText(context, product.available, product.unit)}</span></div>
</li>`;
}

/** Something that is to be read first: what went wrong (`alert`), or what was done (`status`). */
export function noticeOf(role: 'alert' | 'status', title: string, ...more: HtmlValue[]): Html {
  return html`<div class="notice ${role}" role="${role}"><p><strong>${title}</strong></p>${more}</div>`;
}
