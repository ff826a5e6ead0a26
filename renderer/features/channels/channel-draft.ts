import type { ChannelPublished } from '#contracts/facts/channel-facts.ts';
import type { ChannelSecret } from '#contracts/http/channels.ts';
import { ROUTE_RULES } from '#domain/fulfilment/route-order.ts';

/** A channel as it is set up; what it is called in addresses and what it is signed in to with stand beside it. */
export type ChannelSettings = Omit<ChannelPublished, 'channelId' | 'journalId' | 'revision'>;

/** Kinds that are set up by hand; orders of tills have a channel of their own. */
export const CHANNEL_KINDS = ['generic', 'woocommerce', 'shopify'] as const;

/** What a shop system is signed in to with, as it is typed: by the name of the field. */
export type SecretDraft = Readonly<Record<string, string>>;

const SECRET_FIELDS = {
  generic: [],
  woocommerce: ['consumerKey', 'consumerSecret', 'webhookSecret'],
  shopify: ['accessToken', 'webhookSecret'],
} as const;

/** What has to be entered to sign in; a site of one's own signs in here, with a key. */
export function secretFields(kind: ChannelPublished['kind']) {
  return kind === 'till' ? [] : SECRET_FIELDS[kind];
}

/** The secret that was typed: undefined where none was (it stays as it is), null where something of it is missing. */
export function readSecret(kind: ChannelPublished['kind'], typed: SecretDraft): ChannelSecret | undefined | null {
  const fields = secretFields(kind);
  const said = fields.map((field) => (typed[field] ?? '').trim());
  if (said.every((text) => text === '')) return undefined;
  if (said.some((text) => text === '')) return null;
  const of = (field: string): string => (typed[field] ?? '').trim();
  if (kind === 'woocommerce') {
    const [consumerKey, consumerSecret] = [of('consumerKey'), of('consumerSecret')];
    return { kind, consumerKey, consumerSecret, webhookSecret: of('webhookSecret') };
  }
  return kind === 'shopify' ? { kind, accessToken: of('accessToken'), webhookSecret: of('webhookSecret') } : null;
}

/** A new channel, as it usually is. */
export function newChannel(storeId: string, locationIds: readonly string[]): ChannelSettings {
  return {
    ...{ kind: 'generic', name: '', storeId, status: 'active', locationIds: [...locationIds] },
    ...{ rules: [...ROUTE_RULES], safetyStock: 0, tender: 'online' },
    ...{ readyWithinHours: 2, keptDays: 7, refundShipping: 'whole-order' },
  };
}

/** Of a channel what is set up. */
export function settingsOf({ channelId: _, journalId: __, revision: ___, ...settings }: ChannelPublished) {
  return settings;
}

const CHANNEL_ID = /^[a-z0-9][a-z0-9-]{0,30}$/;

export type ChannelField = 'name' | 'id' | 'url' | 'locations' | 'tender' | 'hours' | 'days' | 'secret';

/** What is missing or wrong; `taken` are the ids of other channels, null for one that is there already. */
export function channelFaults(
  settings: ChannelSettings,
  { channelId, secret, taken }: { channelId: string; secret: SecretDraft; taken: readonly string[] | null },
): ChannelField[] {
  const { kind, name, url = '', locationIds, tender, readyWithinHours, keptDays } = settings;
  const isSystem = kind === 'woocommerce' || kind === 'shopify';
  const typed = readSecret(kind, secret);
  return [
    ...(name.trim() === '' ? (['name'] as const) : []),
    ...(taken && (!CHANNEL_ID.test(channelId) || taken.includes(channelId)) ? (['id'] as const) : []),
    ...(isSystem && !/^https?:\/\/\S+$/.test(url.trim()) ? (['url'] as const) : []),
    ...(locationIds.length === 0 ? (['locations'] as const) : []),
    ...(tender.trim() === '' ? (['tender'] as const) : []),
    ...(readyWithinHours < 1 ? (['hours'] as const) : []),
    ...(keptDays < 1 ? (['days'] as const) : []),
    ...(typed === null || (taken && isSystem && typed === undefined) ? (['secret'] as const) : []),
  ];
}

/** As it is sent: without blanks around words, and without an address where none is needed. */
export function sentSettings({ url, ...settings }: ChannelSettings): ChannelSettings {
  const said = url?.trim() ?? '';
  return { ...settings, name: settings.name.trim(), ...(said === '' ? {} : { url: said }) };
}
