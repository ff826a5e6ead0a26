import type { Order } from '#sync-server/channels/client/omnitill-channel.ts';
import { type Html, html } from './html.ts';
import { openIn, returnableIn, type StepName, sentenceOf, stepsOf } from './order-progress.ts';
import { noticeOf, type PageContext, pageOf } from './page.ts';
import { fill } from './words.ts';

/** What was just done on the page, or could not be. */
export type OrderNews = 'placed' | 'cancelled' | 'returned' | 'too-far' | 'nothing-cancelled' | 'nothing-returned';
export const ORDER_NEWS: readonly OrderNews[] = [
  ...(['placed', 'cancelled', 'returned', 'too-far', 'nothing-cancelled', 'nothing-returned'] as const),
];

/** Reasons of returns, as the stores know them. */
export const RETURN_REASONS = ['unwanted', 'faulty', 'wrong-item', 'not-as-described'] as const;

type Line = Order['lines'][number];

/** How an order stands, and what may be done with it. `requestId` names what is sent from this page, so that it is done once. */
export function orderPage(
  context: PageContext,
  order: Order,
  {
    at,
    news,
    requestId,
    nameOf,
  }: { at: string; news: OrderNews | null; requestId: string; nameOf(line: Line): string },
): string {
  const { words, texts } = context;
  const title = fill(words.order, { number: order.number });
  return pageOf(
    context,
    title,
    html`<div class="wide narrow">${news !== null && newsNotice(context, order, news)}
<h1>${title}</h1><p class="quiet">${fill(words.placedOn, { date: texts.date(order.placedAt) })}</p>
<div id="live">
<p class="now">${words.now[sentenceOf(order)]}</p>
${pickupCodes(context, order)}
${timeline(context, order)}
${destinations(context, order)}
<section class="panel" aria-labelledby="items"><h2 id="items">${words.items}</h2><ul class="plain">${order.lines.map((line) => lineOf(context, line, nameOf(line)))}${order.charges.map(({ amount }) => html`<li><span>${words.postage}</span> <span>${amount === 0 ? words.postageFree : texts.money(amount)}</span></li>`)}</ul>${moneyOf(context, order)}</section>
</div>
${order.may.cancel && cancelForm(context, order, { at, requestId, nameOf })}
${order.may.return && returnForm(context, order, { at, requestId, nameOf })}
</div>`,
    { isLive: true },
  );
}

function newsNotice({ words }: PageContext, order: Order, news: OrderNews): Html {
  if (news === 'placed') {
    const text = fill(words.thanksText, { number: order.number });
    return noticeOf('status', fill(words.thanksTitle, { name: order.customer.name }), html`<p>${text}</p>`);
  }
  if (news === 'cancelled') return noticeOf('status', words.cancelDone);
  if (news === 'returned') return noticeOf('status', words.returnDone);
  if (news === 'nothing-cancelled') return noticeOf('alert', words.cancelNothing);
  if (news === 'nothing-returned') return noticeOf('alert', words.returnNothing);
  return noticeOf('alert', words.tooFarTitle, html`<p>${words.tooFarText}</p>`);
}

function pickupCodes({ words }: PageContext, order: Order): Html[] {
  return order.fulfilments.flatMap(({ pickupCode }) =>
    pickupCode === null
      ? []
      : [
          html`<section class="code" aria-label="${words.pickupCode}"><p>${words.pickupCode}</p><p class="digits">${pickupCode}</p><p class="quiet">${words.pickupCodeHint}</p></section>`,
        ],
  );
}

function timeline(context: PageContext, order: Order): Html {
  const { words, texts } = context;
  const steps = stepsOf(order);
  const says = { done: words.stepDone, now: words.stepNow, ahead: words.stepAhead };
  const step = ({ name, state, at }: { name: StepName; state: keyof typeof says; at?: string }) =>
    html`<li class="${state}"${state === 'now' && html` aria-current="step"`}><span>${words.step[name]}</span><span class="unseen"> (${says[state]})</span>${at !== undefined && html`<small>${texts.date(at)}</small>`}</li>`;
  return html`<ol class="timeline">${steps.map(step)}</ol>`;
}

function destinations(context: PageContext, order: Order): Html {
  const { words, texts, shop } = context;
  const parts = order.deliveries.map(({ id, storeId, address }) => {
    const store = shop.stores.find((one) => one.storeId === storeId);
    const parcels = order.fulfilments.filter(({ deliveryId }) => deliveryId === id).flatMap(({ parcels: all }) => all);
    const promised = order.fulfilments.find((one) => one.deliveryId === id && one.readyAt === null)?.promisedBy;
    const lines = store
      ? [store.name, ...store.address]
      : [address?.name, ...(address?.lines ?? []), [address?.postalCode, address?.city].filter(Boolean).join(' ')];
    return html`<div><h2>${store ? words.collectAt : words.deliverTo}</h2><p>${lines.filter(Boolean).map((line) => html`${line}<br>`)}</p>
${store && promised && html`<p>${fill(words.readyBy, { when: texts.by(new Date(promised)) })}</p>`}
${parcels.map((parcel) => html`<p>${parcelText(context, parcel)}</p>`)}</div>`;
  });
  return html`<section class="panel">${parts}</section>`;
}

function parcelText(
  { words }: PageContext,
  { carrier, tracking, trackingUrl }: Order['fulfilments'][number]['parcels'][number],
): Html {
  const text =
    tracking === undefined ? fill(words.sentWith, { carrier }) : fill(words.tracking, { carrier, number: tracking });
  const isLink = trackingUrl !== undefined && /^https?:\/\//.test(trackingUrl);
  return isLink ? html`<a href="${trackingUrl}" rel="noopener noreferrer">${text}</a>` : html`${text}`;
}

function lineOf({ words, texts }: PageContext, line: Line, name: string): Html {
  const quantity = (of: number) => texts.quantity(of, line.unit);
  const notes = [
    line.cancelled > 0 && fill(words.cancelledOf, { count: quantity(line.cancelled) }),
    line.gone > 0 && fill(words.goneOf, { count: quantity(line.gone) }),
    line.returnAsked > line.returned &&
      fill(words.returnAskedOf, { count: quantity(line.returnAsked - line.returned) }),
    line.returned > 0 && fill(words.returnedOf, { count: quantity(line.returned) }),
  ].filter((note) => note !== false);
  return html`<li${line.cancelled >= line.ordered && html` class="off"`}><span>${quantity(line.ordered)} × ${name}${notes.length > 0 && html`<br><small>${notes.join(' · ')}</small>`}</span> <span>${texts.money(line.amount)}</span></li>`;
}

function moneyOf({ words, texts }: PageContext, { total, money }: Order): Html {
  const due = Math.max(0, money.captured - money.refunded - total);
  const rows: (readonly [string, number])[] = [
    [words.paid, money.captured],
    ...(money.refunded > 0 ? [[words.givenBack, money.refunded] as const] : []),
    ...(due > 0 ? [[words.toGiveBack, due] as const] : []),
  ];
  return html`<dl class="sums"><div class="total"><dt>${words.total}</dt><dd>${texts.money(total)}</dd></div>${rows.map(([name, amount]) => html`<div><dt>${name}</dt><dd>${texts.money(amount)}</dd></div>`)}</dl>`;
}

type Asked = { at: string; requestId: string; nameOf(line: Line): string };

function cancelForm({ words, texts }: PageContext, order: Order, { at, requestId, nameOf }: Asked): Html {
  const open = order.lines.filter((line) => openIn(line) > 0);
  const choices = open.map(
    (line) =>
      html`<label class="choice"><input type="checkbox" name="line-${line.lineId}" value="${openIn(line)}"><span>${texts.quantity(openIn(line), line.unit)} × ${nameOf(line)}</span></label>`,
  );
  return html`<details class="panel"><summary>${words.cancelTitle}</summary><form method="post" action="${at}/cancel"><p>${words.cancelText}</p><input type="hidden" name="request" value="${requestId}">
${open.length > 1 && html`${choices}<button name="what" value="chosen">${words.cancelChosen}</button> `}<button name="what" value="all">${words.cancelAll}</button></form></details>`;
}

function returnForm({ words, texts }: PageContext, order: Order, { at, requestId, nameOf }: Asked): Html | null {
  const lines = order.lines.filter((line) => returnableIn(line) > 0);
  if (lines.length === 0) return null;
  return html`<details class="panel"><summary>${words.returnTitle}</summary><form method="post" action="${at}/return"><p>${words.returnText}</p><input type="hidden" name="request" value="${requestId}">
${lines.map((line) => html`<label class="choice"><input type="checkbox" name="line-${line.lineId}" value="${returnableIn(line)}"><span>${texts.quantity(returnableIn(line), line.unit)} × ${nameOf(line)}</span></label>`)}
<div class="two"><div class="field"><label for="reason">${words.returnReason}</label><select id="reason" name="reason">${RETURN_REASONS.map((reason) => html`<option value="${reason}">${words.reasons[reason]}</option>`)}</select></div>
<div class="field"><label for="method">${words.returnHow}</label><select id="method" name="method"><option value="store">${words.returnStore}</option><option value="post">${words.returnPost}</option></select></div></div>
<button>${words.returnAnnounce}</button></form></details>`;
}

/** Orders that were placed in this browser. */
export function ordersPage(context: PageContext, orders: readonly { order: Order; at: string }[]): string {
  const { words, texts } = context;
  const rows = orders.map(
    ({ order, at }) =>
      html`<li><span><a href="${at}">${fill(words.order, { number: order.number })}</a><br><small class="quiet">${texts.date(order.placedAt)}</small></span> <span>${words.now[sentenceOf(order)]}<br><small class="quiet">${texts.money(order.total)}</small></span></li>`,
  );
  return pageOf(
    context,
    words.yourOrders,
    html`<div class="wide narrow"><h1>${words.yourOrders}</h1>${rows.length === 0 ? html`<p>${words.noOrders}</p><p><a class="button" href="/shop">${words.toHome}</a></p>` : html`<ul class="plain panel">${rows}</ul>`}</div>`,
  );
}
