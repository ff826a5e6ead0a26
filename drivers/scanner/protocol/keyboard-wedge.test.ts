import { describe, expect, it } from 'vitest';
import {
  WEDGE_DEFAULTS,
  WEDGE_START,
  type WedgeDecision,
  type WedgeKey,
  type WedgeState,
  wedge,
  wedgeSilence,
} from './keyboard-wedge.ts';

/** Folds keys, each with its time, and gives every decision. */
function fold(keys: readonly (readonly [string, number])[]): { state: WedgeState; decisions: WedgeDecision[] } {
  let state: WedgeState = WEDGE_START;
  const decisions: WedgeDecision[] = [];
  for (const [key, atMs] of keys) {
    const step = wedge<WedgeKey>(state, { key, atMs });
    state = step.state;
    decisions.push(step.decision);
  }
  return { state, decisions };
}

const hold = { resolved: null, key: 'hold' };
const pass = { resolved: null, key: 'pass' };

describe('wedge', () => {
  it('holds characters, and swallows the Enter that makes them a scan', () => {
    const { decisions } = fold([
      ['A', 100],
      ['+', 110],
      ['-', 145],
      ['/', 150],
      ['Enter', 155],
    ]);
    expect(decisions).toEqual([
      hold,
      hold,
      hold,
      hold,
      { resolved: { kind: 'scan', text: 'A+-/', atMs: 155 }, key: 'swallow' },
    ]);
  });

  it('takes 35 ms for the same burst and 36 for another, without being told of the silence', () => {
    const together = fold([
      ['1', 0],
      ['2', 35],
      ['3', 70],
      ['4', 105],
      ['Tab', 140],
    ]);
    expect(together.decisions.at(-1)).toEqual({ resolved: { kind: 'scan', text: '1234', atMs: 140 }, key: 'swallow' });
    const apart = fold([
      ['1', 0],
      ['2', 36],
    ]);
    expect(apart.decisions.at(-1)).toEqual({
      resolved: { kind: 'typing', keys: [{ key: '1', atMs: 0 }] },
      key: 'hold',
    });
  });

  it('takes a scan that silence ended before the next key', () => {
    const { decisions } = fold([
      ['1', 0],
      ['2', 5],
      ['3', 10],
      ['4', 15],
      ['x', 300],
    ]);
    expect(decisions.at(-1)).toEqual({ resolved: { kind: 'scan', text: '1234', atMs: 15 }, key: 'hold' });
  });

  it('lets by at once what begins no scan', () => {
    for (const key of [' ', 'Enter', 'Tab', 'Escape', 'F12', 'Shift', 'Process', 'Dead', 'ArrowDown']) {
      expect([key, fold([[key, 0]]).decisions]).toEqual([key, [pass]]);
    }
  });

  it('gives up on what is too long for a barcode', () => {
    let state: WedgeState = WEDGE_START;
    for (let at = 0; at < WEDGE_DEFAULTS.maxLength; at += 1)
      state = wedge<WedgeKey>(state, { key: String(at % 10), atMs: at }).state;
    const { decision } = wedge<WedgeKey>(state, { key: 'x', atMs: WEDGE_DEFAULTS.maxLength });
    expect(decision.key).toBe('pass');
    expect(decision.resolved).toMatchObject({ kind: 'typing', keys: { length: WEDGE_DEFAULTS.maxLength } });
  });

  it('changes with its options', () => {
    const options = { ...WEDGE_DEFAULTS, minLength: 2, maxGapMs: 100, suffixes: ['F5'] };
    const first = wedge<WedgeKey>(WEDGE_START, { key: '1', atMs: 0 }, options);
    const second = wedge<WedgeKey>(first.state, { key: '2', atMs: 100 }, options);
    expect(wedge<WedgeKey>(second.state, { key: 'F5', atMs: 200 }, options).decision).toEqual({
      resolved: { kind: 'scan', text: '12', atMs: 200 },
      key: 'swallow',
    });
  });
});

describe('wedgeSilence', () => {
  const burst = (text: string) => fold([...text].map((key, at) => [key, at * 5] as const)).state;

  it('decides after the longest gap what is whole by its check digit, and what is too short', () => {
    const state = burst('96385074');
    expect(wedgeSilence(state, 70)).toEqual({ state, resolved: null });
    expect(wedgeSilence(state, 71).resolved).toEqual({ kind: 'scan', text: '96385074', atMs: 35 });
    const short = burst('123');
    expect(wedgeSilence(short, 46).resolved).toMatchObject({ kind: 'typing' });
    expect(wedgeSilence(WEDGE_START, 1000).resolved).toBeNull();
  });

  it('waits longer for what is a scan for certain and may go on', () => {
    const state = burst('1234');
    expect(wedgeSilence(state, 15 + WEDGE_DEFAULTS.joinGapMs)).toEqual({ state, resolved: null });
    const after = wedgeSilence(state, 16 + WEDGE_DEFAULTS.joinGapMs);
    expect(after.resolved).toEqual({ kind: 'scan', text: '1234', atMs: 15 });
  });

  it('waits for the suffix of a scanner whose last scan had one', () => {
    const suffixed = { ...burst('96385074'), suffixed: true };
    expect(wedgeSilence(suffixed, 100).resolved).toBeNull();
    expect(wedge<WedgeKey>(suffixed, { key: 'Enter', atMs: 150 }).decision).toMatchObject({
      resolved: { kind: 'scan', text: '96385074' },
      key: 'swallow',
    });
  });
});
