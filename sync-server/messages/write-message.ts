import bwipjs from 'bwip-js/node';
import { shownPickupCode } from '#domain/fulfilment/pickup-code.ts';
import { decimalText } from '#domain/money/decimal-text.ts';
import { quantityText } from '#domain/receipt/receipt-text.ts';
import { escaped } from '#sync-server/mail/escaped.ts';
import { type MessageWords, messageWords } from './message-words.ts';
import type { FulfilmentMessage } from './read-message.ts';

export interface FulfilmentMail {
  subject: string;
  text: string;
  html: string;
  attachments: { filename: string; content: Buffer; contentType: string; cid: string }[];
}

const PICTURE = 'code.png';
const UNITS = { each: '', kg: 'kg', m: 'm' };

/** A message as an e-mail, with the QR code as a picture that is attached; `qr` is its text. */
export async function fulfilmentMail(message: FulfilmentMessage, qr: string | null): Promise<FulfilmentMail> {
  const words = messageWords(message.language);
  const subject = `${words[message.kind]}: ${message.number} · ${message.store.name}`;
  const parts = partsOf(message, words);
  const picture = message.code === null || qr === null ? null : await pictureOf(qr);
  const cid = `${message.fulfilmentId}@orders.omnitill`;
  const image =
    picture === null ? '' : `<p><img src="cid:${cid}" width="220" height="220" alt="${escaped(words.code)}"></p>`;
  const body = parts.map((part) => `<p>${part.map(htmlOf).join('<br>')}</p>`);
  return {
    subject,
    text: `${parts.map((part) => part.join('\n')).join('\n\n')}\n`,
    html: [
      `<!doctype html><html lang="${escaped(message.language)}"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head>`,
      '<body style="font-family:sans-serif;max-width:32em;margin:0 auto;padding:16px">',
      ...[body[0] ?? '', image, ...body.slice(1), '</body></html>'],
    ].join(''),
    attachments: picture === null ? [] : [{ filename: PICTURE, content: picture, contentType: 'image/png', cid }],
  };
}

/** A message as a text to a phone: without the list of goods. */
export function fulfilmentText(message: FulfilmentMessage): string {
  const words = messageWords(message.language);
  const { number, store, code, parcels } = message;
  return [
    `${store.name}: ${words[message.kind]} (${number}).`,
    ...(code === null ? [] : [`${words.code}: ${shownPickupCode(code)}`]),
    ...(code === null ? [] : [`${words.where}: ${[store.name, ...store.address].join(', ')}`]),
    ...(code === null ? [] : untilOf(message, words)),
    ...parcels.map(parcelText),
  ].join('\n');
}

function partsOf(message: FulfilmentMessage, words: MessageWords): string[][] {
  const { number, store, code, lines, reach, parcels } = message;
  const greeting = reach.name === '' ? words.hello : greetingOf(words, message.language, reach.name);
  const where = code === null ? [] : [[`${words.where}:`, store.name, ...store.address]];
  const shown = code === null ? [] : [[`${words.code}: ${shownPickupCode(code)}`, words.show]];
  const kept = code === null ? [] : [[...untilOf(message, words), ...toPayOf(message, words)]];
  const goods = lines.map(({ name, quantity, unit }) => `${quantityText(quantity, unit, UNITS)} × ${name}`);
  return [
    [greeting, `${words[message.kind]}: ${number}`],
    ...shown,
    ...where,
    ...kept,
    ...(parcels.length === 0 ? [] : [parcels.map((parcel) => `${words.parcel}: ${parcelText(parcel)}`)]),
    [`${words.goods}:`, ...goods],
    [store.name],
  ].filter((part) => part.length > 0);
}

function greetingOf({ hello }: MessageWords, language: string, name: string): string {
  return /^zh\b/i.test(language) ? `${name}，${hello}！` : `${hello} ${name},`;
}

function untilOf({ keptUntil, language, store }: FulfilmentMessage, words: MessageWords): string[] {
  if (!keptUntil) return [];
  const options = { dateStyle: 'full', timeStyle: 'short', timeZone: store.timeZone } as const;
  return [`${words.keptUntil}: ${new Intl.DateTimeFormat(language, options).format(keptUntil)}`];
}

function toPayOf({ toPay, currency, language, store }: FulfilmentMessage, words: MessageWords): string[] {
  if (toPay === 0) return [];
  const { digits } = store.currency;
  const options = { style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: digits };
  const format = new Intl.NumberFormat(language, options as Intl.NumberFormatOptions);
  return [`${words.toPay}: ${format.format(decimalText(toPay, digits) as `${number}`)}`];
}

function parcelText({ carrier, tracking, trackingUrl }: FulfilmentMessage['parcels'][number]): string {
  return [carrier, tracking, trackingUrl].filter(Boolean).join(' ');
}

/** Addresses of parcels are to be followed. */
function htmlOf(line: string): string {
  return escaped(line).replace(/https:\/\/[^\s<]+/g, (address) => `<a href="${address}">${address}</a>`);
}

/** The encoder's own options (`eclevel`: error correction) stand beside those that every symbol has. */
function pictureOf(text: string): Promise<Buffer> {
  const options = { bcid: 'qrcode', text, eclevel: 'M', scale: 4, padding: 4, backgroundcolor: 'FFFFFF' };
  return bwipjs.toBuffer(options);
}
