import { describe, expect, it } from 'vitest';
import type { CustomerEvent } from '#contracts/ipc/customer.ts';
import type { CustomerView, CustomerWindowSettings } from '#contracts/ipc/devices.ts';
import { createCustomerFeed } from './customer-feed.ts';

const WELCOME: CustomerView = { state: 'idle', language: 'en', welcome: 'Welcome' };

describe('createCustomerFeed', () => {
  it('tells how things stand, then what changed, once, until it is left', () => {
    let settings: CustomerWindowSettings | null = null;
    let view: CustomerView | null = null;
    const feed = createCustomerFeed({ settings: () => settings, view: () => view });
    const heard: CustomerEvent[] = [];
    const stop = feed.subscribe((event) => heard.push(event));
    expect(heard.splice(0)).toEqual([
      { type: 'settings', settings: null },
      { type: 'view', view: null },
    ]);
    view = WELCOME;
    feed.changed();
    feed.changed();
    settings = { pictures: [] };
    feed.changed();
    expect(heard.splice(0)).toEqual([
      { type: 'view', view: WELCOME },
      { type: 'settings', settings: { pictures: [] } },
    ]);
    stop();
    view = null;
    feed.changed();
    expect(heard).toEqual([]);
  });
});
