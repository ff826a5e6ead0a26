import { type BasketLine, goodsOf, lacksAt, lacksSent, postageOf } from './basket.ts';
import { lacksNotice, sumsOf } from './basket-page.ts';
import type { CheckoutFaults, CheckoutField, Form, Way } from './checkout.ts';
import { type Html, html } from './html.ts';
import { noticeOf, type PageContext, pageOf } from './page.ts';
import { readyAt } from './texts.ts';
import { fill } from './words.ts';

/** Where it is collected or sent to, and who it is for. */
export function checkoutPage(
  context: PageContext,
  way: Way,
  { lines, form, faults }: { lines: readonly BasketLine[]; form: Form; faults: CheckoutFaults },
): string {
  const { words, shop } = context;
  const goods = goodsOf(lines);
  const lacking = way === 'delivery' ? lacksSent(lines) : [];
  const isPossible =
    way === 'delivery' ? lacking.length === 0 : shop.stores.some(({ storeId }) => lacksAt(lines, storeId).length === 0);
  const change = html`<a class="button" href="/shop/basket">${words.changeBasket}</a>`;
  return pageOf(
    context,
    words.checkout,
    html`<div class="wide narrow"><h1>${words.checkout}</h1>
<nav class="tabs" aria-label="${words.checkout}">${tab(words.collect, 'pickup', way)}${tab(words.deliver, 'delivery', way)}</nav>
${faultsNotice(context, faults)}
${lacking.length > 0 && lacksNotice(context, lacking, null, change)}
${way === 'pickup' && !isPossible && html`${noticeOf('alert', words.noStoreAll, html`<p>${change}</p>`)}<ul class="stores">${storeChoices(context, lines, form)}</ul>`}
${
  isPossible &&
  html`<form class="details" method="post" action="/shop/checkout/${way}" novalidate>${way === 'pickup' ? pickupFields(context, lines, form, faults) : addressFields(context, form, faults)}
<fieldset><legend>${words.whoAreYou}</legend>
${field(context, 'name', words.name, form, faults, { autocomplete: 'name', required: true })}
${field(context, 'email', words.email, form, faults, { autocomplete: 'email', type: 'email', required: true, hint: words.emailHint })}
${field(context, 'phone', words.phone, form, faults, { autocomplete: 'tel', type: 'tel' })}
${field(context, 'note', words.note, form, faults, {})}
</fieldset>
${sumsOf(context, goods, way === 'delivery' ? postageOf(shop, goods).amount : null)}
<button class="strong wide-button">${words.toPayment}</button></form>`
}
</div>`,
  );
}

function tab(name: string, to: Way, way: Way): Html {
  return html`<a href="/shop/checkout/${to}"${to === way && html` aria-current="page"`}>${name}</a>`;
}

function faultsNotice({ words }: PageContext, faults: CheckoutFaults): Html | null {
  const all = Object.entries(faults);
  if (all.length === 0) return null;
  return noticeOf(
    'alert',
    words.fixThis,
    html`<ul>${all.map(([name, fault]) => html`<li><a href="#field-${name}">${words[fault]}</a></li>`)}</ul>`,
  );
}

function pickupFields(context: PageContext, lines: readonly BasketLine[], form: Form, faults: CheckoutFaults): Html {
  const { words } = context;
  return html`<fieldset id="field-store" tabindex="-1"><legend>${words.whereCollect}</legend>${faults.store && html`<p class="fault">${words[faults.store]}</p>`}<ul class="stores">${storeChoices(context, lines, form)}</ul></fieldset>`;
}

/** Stores in the shop's order; only one that has all can be chosen, and the first such is, unless another was. */
function storeChoices(context: PageContext, lines: readonly BasketLine[], form: Form): Html[] {
  const { words, texts, shop, now } = context;
  const stores = shop.stores.map((store) => ({ ...store, lacks: lacksAt(lines, store.storeId) }));
  const able = stores.filter(({ lacks }) => lacks.length === 0);
  const chosen = able.find(({ storeId }) => storeId === form.store) ?? able[0];
  return stores.map(({ storeId, name, address, lacks }) => {
    const names = lacks.map(({ product }) => texts.name(product)).join(', ');
    const says =
      lacks.length === 0
        ? html`<span class="stock">${fill(words.storeAll, { when: texts.by(readyAt(shop, now)) })}</span>`
        : html`<span class="stock none">${fill(words.storeLacks, { names })}</span>`;
    return html`<li><label class="choice"><input type="radio" name="store" value="${storeId}"${lacks.length > 0 && html` disabled`}${chosen?.storeId === storeId && html` checked`}><span><strong>${name}</strong><br><span class="quiet">${address.join(', ')}</span><br>${says}</span></label></li>`;
  });
}

function addressFields(context: PageContext, form: Form, faults: CheckoutFaults): Html {
  const { words, shop, visitor } = context;
  const country = new Intl.DisplayNames([visitor.language], { type: 'region' }).of(countryOf(shop.language)) ?? '';
  return html`<fieldset><legend>${words.whereTo}</legend>
${field(context, 'address', words.address, form, faults, { autocomplete: 'address-line1', required: true })}
${field(context, 'more', words.addressMore, form, faults, { autocomplete: 'address-line2' })}
<div class="two">${field(context, 'postalCode', words.postalCode, form, faults, { autocomplete: 'postal-code', required: true })}
${field(context, 'city', words.city, form, faults, { autocomplete: 'address-level2', required: true })}</div>
<p class="quiet">${fill(words.country, { country })}</p>
</fieldset>`;
}

/** The country that a shop's language is of: `GB` of `en-GB`. */
export function countryOf(language: string): string {
  return new Intl.Locale(language).maximize().region ?? 'GB';
}

function field(
  { words }: PageContext,
  name: CheckoutField | 'more' | 'note',
  label: string,
  form: Form,
  faults: CheckoutFaults,
  more: { autocomplete?: string; type?: string; required?: boolean; hint?: string },
): Html {
  const fault = name === 'more' || name === 'note' ? undefined : faults[name];
  const { autocomplete, type = 'text', required = false, hint } = more;
  const about = [fault && `fault-${name}`, hint && `hint-${name}`].filter(Boolean).join(' ');
  return html`<div class="field"><label for="field-${name}">${label}</label>
<input id="field-${name}" name="${name}" type="${type}" value="${form[name] ?? ''}" maxlength="200"${autocomplete && html` autocomplete="${autocomplete}"`}${required && html` required`}${fault && html` aria-invalid="true"`}${about !== '' && html` aria-describedby="${about}"`}>
${fault && html`<p class="fault" id="fault-${name}">${words[fault]}</p>`}${hint && html`<p class="quiet" id="hint-${name}">${hint}</p>`}</div>`;
}
