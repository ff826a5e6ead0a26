import type { Kysely } from 'kysely';
import type { ChannelSecret } from '#contracts/http/channels.ts';
import type { ChannelOrder } from '#domain/fulfilment/channel-order.ts';
import { channelLineOf } from '#domain/fulfilment/known-channel-order.ts';
import type { ChannelConnector } from '#sync-server/channels/channel-port.ts';
import type { Channel } from '#sync-server/channels/read-channel.ts';
import { verifyWebhook } from '#sync-server/channels/standard-webhook.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { addEvent } from './channel-events.ts';
import { readSiteOrder, siteOrdersSince } from './generic-orders.ts';

const PAGE = 50;

/**
 * A site that connects itself by the HTTP API. Its orders are those that it placed here; what it is told are events, sent as webhooks
 * and kept for whoever asks. Each subject is told once.
 */
export function genericConnector(
  db: Kysely<Tables>,
  { channelId, published, store }: Channel,
  secret: Extract<ChannelSecret, { kind: 'generic' }> | undefined,
  now: () => Date,
): ChannelConnector {
  const tell = async (event: Omit<Parameters<typeof addEvent>[2], 'at'>) =>
    addEvent(db, channelId, { ...event, at: now().toISOString() });
  const linesOf = (lines: readonly { channelLineId: string; quantity: number }[]) =>
    lines.map(({ channelLineId, quantity }) => ({ lineId: channelLineOf(channelLineId), quantity }));
  return {
    async check() {
      return { ok: true, value: { shopName: published.name, currency: store.currency.code, missingScopes: [] } };
    },
    async ordersSince(cursor) {
      const page = await siteOrdersSince(db, channelId, cursor, PAGE);
      const orders: ChannelOrder[] = [];
      for (const id of page.channelOrderIds) {
        const order = await readSiteOrder(db, channelId, id);
        if (order) orders.push(order);
      }
      return {
        ok: true,
        value: { orders, unreadable: [], cursor: page.cursor, more: page.channelOrderIds.length === PAGE },
      };
    },
    async order(channelOrderId) {
      return { ok: true, value: (await readSiteOrder(db, channelId, channelOrderId)) ?? null };
    },
    async variantsSince() {
      return { ok: true, value: { variants: [], cursor: null } };
    },
    async tellStock(items) {
      const at = now().toISOString();
      const stock = items.map(({ externalVariantId, quantity }) => ({
        variantId: externalVariantId,
        available: quantity,
      }));
      await tell({ kind: 'stock.changed', subject: `${at} ${JSON.stringify(stock)}`, data: { stock } });
      return { ok: true, value: { unknown: [] } };
    },
    async tellListing({ variantId, published: isOffered, amount }, itemId) {
      await tell({
        kind: 'product.changed',
        subject: itemId,
        data: { variantId, offered: isOffered !== false, amount },
      });
      return { ok: true, value: { externalVariantId: variantId } };
    },
    async tellFulfilment({ channelOrderId, fulfilmentId, state, lines, tracking }, itemId) {
      const data = {
        ...{ orderRef: channelOrderId, fulfilmentId, lines: linesOf(lines) },
        ...(tracking ? { tracking } : {}),
      };
      await tell({ kind: `order.${state}`, subject: itemId, data });
      return { ok: true, value: null };
    },
    async tellCancellation({ channelOrderId, cancellationId, lines, reason }) {
      const data = { orderRef: channelOrderId, cancellationId, lines: linesOf(lines), reason };
      await tell({ kind: 'order.cancelled', subject: cancellationId, data });
      return { ok: true, value: null };
    },
    async refund({ channelOrderId, refundId, paymentId, amount, lines, shipping }) {
      const data = { orderRef: channelOrderId, refundId, paymentId, amount, shipping, lines: linesOf(lines) };
      await tell({ kind: 'refund.due', subject: refundId, data });
      return { ok: true, value: { reference: refundId, amount } };
    },
    readWebhook(headers, body, nowMs) {
      const read = verifyWebhook(secret?.webhookSecret ?? '', headers, body, nowMs);
      return read.ok ? { ok: true, deliveryId: read.id, channelOrderIds: [] } : read;
    },
  };
}
