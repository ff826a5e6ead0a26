import type { FaultName, Faults } from './printer-faults.ts';
import type { PrinterWords } from './printer-words.ts';
import { escapeXml, receiptPicture } from './receipt-picture.ts';
import type { VirtualReceipt } from './receipt-roll.ts';

export interface PrinterPageState {
  /** Differs each time the program runs, so that an open page knows when it is out of date. */
  boot: string;
  address: string;
  columns: number;
  faults: Faults;
  drawerOpen: boolean;
  pulses: number;
  /** Newest first. */
  receipts: readonly VirtualReceipt[];
}

/** The whole page, in the reader's language; its script and style come from files beside it. */
export function printerPage(state: PrinterPageState, words: PrinterWords): string {
  const cards = state.receipts.map((receipt) => receiptCard(receipt, state.columns, words)).join('');
  const newest = state.receipts[0]?.id ?? 0;
  return `<!doctype html>
<html lang="${words.lang}" data-boot="${state.boot}" data-newest="${newest}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${words.title}</title>
<link rel="icon" href="/printer-page.svg" type="image/svg+xml">
<link rel="stylesheet" href="/printer-page.css">
<script src="/printer-page.js" defer></script>
</head>
<body>
<header>
<div>
<h1>${words.title}</h1>
<p>${words.lead}</p>
</div>
<p class="status" id="status" role="status" data-ready="${words.ready}" data-stopped="${words.stopped}"></p>
<code>${escapeXml(state.address)}</code>
</header>
<p id="lost" role="alert" hidden>${words.lost}</p>
<div class="columns">
<aside>
<section aria-labelledby="drawer-title">
<h2 id="drawer-title">${words.drawer}</h2>
<p class="drawer" id="drawer" data-open="${words.drawerOpen}" data-closed="${words.drawerClosed}"></p>
<p class="figure">${words.pulses} <b id="pulses">${state.pulses}</b></p>
<button type="button" id="close-drawer" class="wide">${words.closeDrawer}</button>
</section>
<section aria-labelledby="faults-title">
<h2 id="faults-title">${words.faults}</h2>
${Object.keys(state.faults)
  .map((name) => faultSwitch(name as FaultName, state.faults[name as FaultName], words))
  .join('\n')}
</section>
</aside>
<main aria-labelledby="receipts-title">
<h2 id="receipts-title">${words.receipts}</h2>
<p class="empty" id="empty"${state.receipts.length > 0 ? ' hidden' : ''}>${words.empty}</p>
<div class="roll" id="roll">
<article class="receipt" id="printing" hidden><p class="caption"><span class="now">${words.printing}</span></p><div id="paper"></div></article>
${cards}
</div>
</main>
</div>
</body>
</html>
`;
}

function faultSwitch(name: FaultName, on: boolean, words: PrinterWords): string {
  return `<button type="button" role="switch" class="fault" data-fault="${name}" aria-checked="${on}">${words.fault[name]}<span class="track"></span></button>`;
}

/** One receipt with its caption. */
export function receiptCard(receipt: VirtualReceipt, columns: number, words: PrinterWords): string {
  const notes = [
    receipt.cut ? '' : `<span class="note">${words.torn}</span>`,
    receipt.unknown.length > 0
      ? `<span class="note" title="${receipt.unknown.join(' · ')}">${words.unknown}: ${receipt.unknown.length}</span>`
      : '',
  ].join('');
  const picture = receiptPicture(receipt.drawn, { columns, cut: receipt.cut });
  return `<article class="receipt" data-receipt="${receipt.id}"><p class="caption"><time datetime="${receipt.at}">${receipt.at.slice(11, 19)}</time><span>#${receipt.id}</span>${notes}</p>${picture}</article>`;
}
