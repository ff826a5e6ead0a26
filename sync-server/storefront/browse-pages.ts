import type { Category, Product } from '#sync-server/channels/client/omnitill-channel.ts';
import { STEP, STEPS_MAX } from './basket.ts';
import { drawingOf, tintOf } from './drawings.ts';
import { type Html, html } from './html.ts';
import { artOf, cardOf, noticeOf, type PageContext, pageOf, priceOf, stockText } from './page.ts';
import { readyAt } from './texts.ts';
import { fill } from './words.ts';

/** The first page: what the shop is, its categories, some of what lies in stores. */
export function homePage(context: PageContext, categories: readonly Category[], chosen: readonly Product[]): string {
  const { words, shop } = context;
  const hero = fill(shop.readyWithinHours === 1 ? words.heroTextOneHour : words.heroText, {
    stores: shop.stores.length,
    hours: shop.readyWithinHours,
  });
  return pageOf(
    context,
    words.home,
    html`<section class="hero"><div class="wide"><h1>${words.heroTitle}</h1><p>${hero}</p></div></section>
<div class="wide">
<section aria-labelledby="in-stores"><h2 id="in-stores">${words.inStores}</h2><ul class="cards">${chosen.map((product) => cardOf(context, product))}</ul></section>
<section aria-labelledby="categories"><h2 id="categories">${words.categories}</h2><ul class="categories">${categories.map((category) => tileOf(context, category))}</ul></section>
</div>`,
  );
}

function tileOf({ words, texts }: PageContext, category: Category): Html {
  const { categoryId, name, products } = category;
  const count = products === 1 ? words.productsCountOne : fill(words.productsCount, { count: products });
  return html`<li><a href="/shop/categories/${encodeURIComponent(categoryId)}"><span class="art small tint-${tintOf(categoryId)}">${drawingOf(name)}</span><span><span class="name">${texts.name(category)}</span><small>${count}</small></span></a></li>`;
}

/** Products of a category, or that a search found, a page of them. */
export function listPage(
  context: PageContext,
  list: {
    title: string;
    search?: string;
    products: readonly Product[];
    total: number;
    from: number;
    next: string | null;
  },
): string {
  const { words } = context;
  const { title, search = '', products, total, from, next } = list;
  const shown = fill(words.page, { from: from + 1, to: from + products.length, total });
  return pageOf(
    context,
    title,
    html`<div class="wide"><nav class="crumbs" aria-label="${words.categories}"><a href="/shop">${words.home}</a></nav><h1>${title}</h1>
${
  products.length === 0
    ? html`<p>${fill(words.resultsNone, { search })}</p>`
    : html`<p class="quiet">${shown}</p><ul class="cards">${products.map((product) => cardOf(context, product))}</ul>
<p class="pages">${from > 0 && html`<a class="button plain" href="${context.here.split(/[?&]cursor=/)[0]}">${words.first}</a>`}${next !== null && html`<a class="button" href="${next}">${words.more}</a>`}</p>`
}
</div>`,
    { search },
  );
}

/** One product: what it costs, in which store it lies, and how it gets into the basket. */
export function productPage(context: PageContext, product: Product, { isAdded }: { isAdded: boolean }): string {
  const { words, texts, shop, visitor } = context;
  const name = texts.name(product);
  const description = product.descriptions?.[visitor.language] ?? product.descriptions?.en;
  const options = Object.values(product.options ?? {});
  const added =
    isAdded &&
    noticeOf(
      'status',
      words.added,
      html`<p><a class="button" href="/shop/basket">${words.goToBasket}</a> <a class="button plain" href="/shop">${words.keepShopping}</a></p>`,
    );
  return pageOf(
    context,
    name,
    html`<div class="wide"><nav class="crumbs" aria-label="${words.categories}"><a href="/shop">${words.home}</a> <a href="/shop/categories/${encodeURIComponent(product.categoryId)}">${categoryNameOf(context, product)}</a></nav>
${added}
<article class="product">${artOf(product)}
<div>
<h1>${name}</h1>
${options.length > 0 && html`<p class="quiet">${options.join(' · ')}</p>`}
<p>${priceOf(context, product)} <small class="quiet">${words.taxIncluded}</small></p>
${product.available > 0 ? addForm(context, product) : html`<p class="stock none">${words.soldOut}</p>`}
${product.minimumAge !== undefined && html`<p class="age">${fill(words.age, { age: product.minimumAge })}</p>`}
<section aria-labelledby="stock"><h2 id="stock">${words.stockTitle}</h2><ul class="stores">${shop.stores.map((store) => storeStock(context, product, store))}</ul></section>
${description !== undefined && html`<p>${description}</p>`}
<p class="quiet">${words.itemNumber} ${product.sku}</p>
</div></article></div>`,
  );
}

function categoryNameOf({ categoryNames }: PageContext, { categoryId, category }: Product): string {
  return categoryNames.get(categoryId) ?? category;
}

function storeStock(
  context: PageContext,
  { stock, unit }: Product,
  { storeId, name }: { storeId: string; name: string },
): Html {
  const { words, texts, shop, now } = context;
  const available = stock.find((one) => one.storeId === storeId)?.available ?? 0;
  if (available <= 0) return html`<li><strong>${name}</strong> <span class="stock none">${words.stockNone}</span></li>`;
  const ready = fill(words.stockReady, { when: texts.by(readyAt(shop, now)) });
  return html`<li><strong>${name}</strong> <span class="stock">${stockText(context, available, unit)}</span>, ${ready}</li>`;
}

function addForm(context: PageContext, product: Product): Html {
  const { words } = context;
  return html`<form class="add" method="post" action="/shop/basket">
<input type="hidden" name="variant" value="${product.variantId}"><input type="hidden" name="how" value="add">
<label>${words.quantity} ${quantitySelect(context, product, STEP[product.unit], {})}</label>
<button class="strong">${words.add}</button>
</form>`;
}

/** A choice of how much: as many steps of the unit as there are, at most twenty. */
export function quantitySelect(
  { texts }: PageContext,
  { unit, available }: Pick<Product, 'unit' | 'available'>,
  chosen: number,
  { label }: { label?: string },
): Html {
  const step = STEP[unit];
  const most = Math.max(1, Math.min(STEPS_MAX, Math.floor(available / step)), Math.round(chosen / step));
  const steps = Array.from({ length: most }, (_, at) => (at + 1) * step);
  return html`<select name="quantity"${label !== undefined && html` aria-label="${label}"`}>${steps.map((one) => html`<option value="${one}"${one === chosen && html` selected`}>${texts.quantity(one, unit)}</option>`)}</select>`;
}
