import { describe, expect, it } from 'vitest';
import { parse } from '#contracts/schema.ts';
import { PLAIN_STORE } from '#contracts/settings/testing/plain-store.ts';
import { StoreSettings } from '#contracts/views/register-config.ts';
import { mergedFields, mergeFields } from '#renderer/features/saving/merge-fields.ts';
import { draftOf, storeFields, storeFrom, storeOf } from './store-draft.ts';

const SET: StoreSettings = {
  ...PLAIN_STORE,
  receiptFooter: ['Thank you'],
  receipts: { print: 'ask', widthMm: 58, languages: ['en', 'zh-CN'], header: ['Hello'] },
  reasonNames: { rain: { en: 'Rain' } },
};

describe('settings in a form', () => {
  it('that nobody touched are published as they were, defaults left out', () => {
    expect(storeOf(draftOf(PLAIN_STORE), PLAIN_STORE)).toEqual(PLAIN_STORE);
    expect(storeOf(draftOf(SET), SET)).toEqual(SET);
  });

  it('keep a default that is set by hand, and one that was set before', () => {
    const draft = draftOf(PLAIN_STORE);
    const longer = { ...draft, returns: { ...draft.returns, windowDays: 60 } };
    expect(storeOf(longer, PLAIN_STORE).returns?.windowDays).toBe(60);
    const before = { ...PLAIN_STORE, returns: { ...draft.returns, windowDays: 60 } };
    expect(storeOf(draftOf(PLAIN_STORE), before).returns?.windowDays).toBe(30);
  });

  it('keep the receipts’ language that was shown, also where the store’s own becomes another', () => {
    const draft = { ...draftOf(PLAIN_STORE), language: 'fr' };
    expect(storeOf(draft, PLAIN_STORE).receipts?.languages).toEqual(['en']);
  });

  it('have no empty lines, and no spaces around', () => {
    const draft = { ...draftOf(SET), name: ' London ', receiptFooter: ['', ' Bye ', ' '] };
    expect(storeOf(draft, SET)).toMatchObject({ name: 'London', receiptFooter: ['Bye'] });
  });

  it('go field by field and together again', () => {
    const fields = storeFields(SET);
    expect(fields).toMatchObject({
      'receipts.widthMm': 58,
      'session.reasons.cashIn': ['change', 'other'],
      'reasonNames.rain': { en: 'Rain' },
    });
    const back = parse(StoreSettings, storeFrom(fields, SET));
    expect(back).toEqual({ ok: true, value: draftOf(SET) });
  });

  it('of two people are merged: what only one changed is kept, what both changed is asked', () => {
    const mine = { ...SET, receiptFooter: ['Mine'], name: 'Mine' };
    const theirs = { ...SET, receiptFooter: ['Theirs'], taxNumber: 'GB 1' };
    const [base, own, other] = [storeFields(SET), storeFields(mine), storeFields(theirs)];
    const merge = mergeFields(base, own, other);
    expect(merge.conflicts.map(({ field }) => field)).toEqual(['receiptFooter']);
    expect(merge.taken.map(({ field }) => field)).toEqual(['taxNumber']);
    const merged = storeFrom(mergedFields(base, own, other, { receiptFooter: 'theirs' }), SET);
    expect(merged).toMatchObject({ name: 'Mine', taxNumber: 'GB 1', receiptFooter: ['Theirs'] });
  });
});
