import { expect, test } from 'vitest';
import { ChannelChange } from '#contracts/http/channels.ts';
import { parse } from '#contracts/schema.ts';
import { channelFaults, newChannel, readSecret, sentSettings } from './channel-draft.ts';

const NEW = { channelId: 'my-shop', secret: {}, taken: [] };
const GENERIC = { ...newChannel('LON', ['LON-shelf']), name: 'My shop' };

test('a new site of one’s own needs a name and no secret', () => {
  expect(channelFaults(GENERIC, NEW)).toEqual([]);
  expect(channelFaults({ ...GENERIC, name: ' ' }, NEW)).toEqual(['name']);
  expect(channelFaults({ ...GENERIC, locationIds: [] }, NEW)).toEqual(['locations']);
  expect(parse(ChannelChange, { revision: 0, channel: sentSettings(GENERIC) }).ok).toBe(true);
});

test('a shop system needs its address and all of its keys; later they may stay as they are', () => {
  const woo = { ...GENERIC, kind: 'woocommerce' as const };
  expect(channelFaults(woo, NEW)).toEqual(['url', 'secret']);
  const url = 'https://shop.example';
  const secret = { consumerKey: 'ck_1', consumerSecret: 'cs_1', webhookSecret: 'wh' };
  expect(channelFaults({ ...woo, url }, { ...NEW, secret })).toEqual([]);
  expect(channelFaults({ ...woo, url }, { ...NEW, secret: { ...secret, webhookSecret: '' } })).toEqual(['secret']);
  expect(channelFaults({ ...woo, url }, { ...NEW, taken: null })).toEqual([]);
  expect(readSecret('woocommerce', secret)).toEqual({ kind: 'woocommerce', ...secret });
  expect(readSecret('shopify', { accessToken: 'shpat_1', webhookSecret: 'x' })).toMatchObject({ kind: 'shopify' });
  expect(readSecret('generic', {})).toBeUndefined();
});

test('an id is taken once', () => {
  expect(channelFaults(GENERIC, { ...NEW, taken: ['my-shop'] })).toEqual(['id']);
  expect(channelFaults(GENERIC, { ...NEW, channelId: '线上' })).toEqual(['id']);
});
