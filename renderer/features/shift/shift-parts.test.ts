import { describe, expect, it } from 'vitest';
import type { HostStatus, TillSession } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { storePolicy } from '#contracts/views/store-policy.ts';
import { mayOf } from '#renderer/app/at-till.ts';
import { tenderName } from '#renderer/app/names.ts';
import { keepLeft, lastLeft } from './last-left.ts';
import { closePermission, isOthers, mayExpect } from './shift-parts.ts';

function shop(blind: boolean): RegisterConfig {
  const store = { language: 'en' } as RegisterConfig['store'];
  const session = { ...storePolicy(store).session, blind };
  return {
    store: { ...store, session },
    roles: [],
    operators: [
      { operatorId: 'ada', name: 'Ada', initials: 'A', role: 'cashier' },
      { operatorId: 'jonas', name: 'Jonas', initials: 'J', role: 'shift-manager' },
    ],
  } as unknown as RegisterConfig;
}

const SESSION: TillSession = {
  sessionId: '0192f000-0000-7000-8000-0000000000aa',
  businessDate: '2026-11-21',
  openedAt: '2026-11-21T09:00:00.000Z',
  float: 10_000,
  accountable: 'ada',
  mode: 'fixed',
  overdue: false,
};
const status = (session: TillSession | null, businessDate: string): HostStatus =>
  ({ session, signedIn: { operatorId: 'ada', businessDate, training: false } }) as HostStatus;

describe('the shift section', () => {
  it('hides what the drawer should hold where counting is blind, but not from whoever may see it', () => {
    expect(mayExpect(shop(false), 'ada')).toBe(true);
    expect(mayExpect(shop(true), 'ada')).toBe(false);
    expect(mayExpect(shop(true), 'jonas')).toBe(true);
  });

  it('grants nothing to somebody who is no operator here', () => {
    expect(mayOf(shop(false), 'nobody', 'sell')).toBe(false);
  });

  it('knows whose drawer it is; a shared one is everybody’s', () => {
    expect(isOthers(SESSION, 'ada')).toBe(false);
    expect(isOthers(SESSION, 'jonas')).toBe(true);
    expect(isOthers({ ...SESSION, mode: 'shared' }, 'jonas')).toBe(false);
  });

  it('locks nobody in: the day over, whoever may close sessions may close this one', () => {
    expect(closePermission(status(SESSION, '2026-11-21'), 'ada')).toBe('session-close');
    expect(closePermission(status(SESSION, '2026-11-21'), 'lina')).toBe('session-share');
    expect(closePermission(status(SESSION, '2026-11-22'), 'lina')).toBe('session-close');
  });

  it('names a tender in the language of the screen, and an unknown one by its code', () => {
    const tenders = [{ tenderId: 'card', name: 'Card', names: { 'zh-CN': '银行卡' } }] as unknown as Parameters<
      typeof tenderName
    >[0];
    expect(tenderName(tenders, 'card', 'zh-CN')).toBe('银行卡');
    expect(tenderName(tenders, 'card', 'en')).toBe('Card');
    expect(tenderName(tenders, 'shells', 'en')).toBe('shells');
  });

  it('offers what the last close left as the next float, and nothing that is no amount', () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    };
    expect(lastLeft(storage, 'R1')).toBeNull();
    keepLeft(storage, 'R1', 9850);
    expect(lastLeft(storage, 'R1')).toBe(9850);
    expect(lastLeft(storage, 'R2')).toBeNull();
    for (const key of kept.keys()) kept.set(key, '-1');
    expect(lastLeft(storage, 'R1')).toBeNull();
  });
});
