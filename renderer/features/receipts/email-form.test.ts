import { describe, expect, it } from 'vitest';
import { FACT_KINDS } from '#contracts/facts/kinds.ts';
import { HOST_METHODS, type HostApi, type HostMethod } from '#contracts/ipc/host.ts';
import { parse } from '#contracts/schema.ts';
import { emailReceipt, isAddress } from './email-form.tsx';

const ORDER_ID = '0192f000-0000-7000-8000-000000000001';

function fakeHost(refuses: HostMethod | null = null) {
  const calls: [HostMethod, Record<string, unknown>][] = [];
  const host = {
    async call(method: HostMethod, input: Record<string, unknown>) {
      expect(parse(HOST_METHODS[method].input, input)).toMatchObject({ ok: true });
      calls.push([method, input]);
      return method === refuses ? { ok: false, fault: { code: 'storage-full' } } : { ok: true, facts: [] };
    },
    subscribe: () => () => {},
  } as unknown as HostApi;
  return { host, calls };
}

describe('emailReceipt', () => {
  it('puts the address into the vault first, and only its id into the journal', async () => {
    const { host, calls } = fakeHost();
    expect(await emailReceipt(host, ORDER_ID, 'li@example.com')).toBeNull();
    expect(calls.map(([method]) => method)).toEqual(['vault.put', 'journal.append']);
    const drafts = calls[1]?.[1].drafts as { kind: string; payload: unknown }[];
    const [draft] = drafts;
    expect(parse(FACT_KINDS['receipt.issued'][1], draft?.payload)).toMatchObject({ ok: true });
    expect(draft?.payload).toMatchObject({ how: 'e-mailed', addressId: calls[0]?.[1].subjectId });
    expect(JSON.stringify(drafts)).not.toContain('li@example.com');
  });

  it('journals nothing when the address could not be kept', async () => {
    const { host, calls } = fakeHost('vault.put');
    expect(await emailReceipt(host, ORDER_ID, 'li@example.com')).toEqual({ code: 'storage-full' });
    expect(calls).toHaveLength(1);
  });
});

describe('isAddress', () => {
  it.each([
    ['li@example.com', true],
    [' li@example.co.uk ', true],
    ['li@example', false],
    ['li example@x.y', false],
    ['@x.y', false],
    ['a@b..c', false],
  ])('%j: %s', (text, expected) => {
    expect(isAddress(text)).toBe(expected);
  });
});
