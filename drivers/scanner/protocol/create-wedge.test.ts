import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWedge } from './create-wedge.ts';
import type { WedgeKey } from './keyboard-wedge.ts';

type Shown = { scan: string } | { key: string };

/** A window with a clock that is driven: gives it keys at their times and keeps all that acted, in order. */
function play(keys: readonly WedgeKey[], endMs = 1_000_000): Shown[] {
  const shown: Shown[] = [];
  let nowMs = 0;
  let timer: { atMs: number; callback: () => void } | null = null;
  const wedge = createWedge<WedgeKey>({
    onScan: (scan) => shown.push({ scan: scan.text }),
    onTyping: (typed) => shown.push(...typed.map(({ key }) => ({ key }))),
    now: () => nowMs,
    schedule(callback, delayMs) {
      const mine = { atMs: nowMs + delayMs, callback };
      timer = mine;
      return () => {
        if (timer === mine) timer = null;
      };
    },
  });
  const passTo = (atMs: number): void => {
    while (timer !== null && timer.atMs <= atMs) {
      const { callback } = timer;
      nowMs = timer.atMs;
      timer = null;
      callback();
    }
    nowMs = atMs;
  };
  for (const event of keys) {
    passTo(event.atMs);
    if (!wedge.keyDown(event)) shown.push({ key: event.key });
  }
  passTo(endMs);
  expect(timer).toBeNull();
  return shown;
}

/** Keys one after another, each so many milliseconds after the one before. */
function keys(text: readonly string[], gapMs: number | readonly number[], startMs = 1000): WedgeKey[] {
  let atMs = startMs;
  return text.map((key, index) => {
    if (index > 0) atMs += typeof gapMs === 'number' ? gapMs : (gapMs[index - 1] ?? 0);
    return { key, atMs };
  });
}

const typed = (text: readonly string[]): Shown[] => text.map((key) => ({ key }));

describe('createWedge', () => {
  it.each([
    ['ended by Enter', [...'4006381333931', 'Enter'], '4006381333931'],
    ['ended by Tab', [...'4006381333931', 'Tab'], '4006381333931'],
    ['ended by silence', [...'4006381333931'], '4006381333931'],
    ['with shortcuts and spaces in it', [...'A+B-C/D 7', 'Enter'], 'A+B-C/D 7'],
    ['ended by Enter and line feed', [...'12345678', 'Enter', 'Enter'], '12345678'],
    ['with Shift between its letters', ['Shift', 'A', 'Shift', 'B', '1', '2', 'Enter'], 'AB12'],
  ])('takes a scan %s, and nothing of it acts', (_, sent, text) => {
    expect(play(keys(sent, 8)).filter((shown) => !('key' in shown && shown.key === 'Shift'))).toEqual([{ scan: text }]);
  });

  it('lets an Enter act that follows a scan and a tap, however soon', () => {
    const acted: string[] = [];
    const ports = { onScan: () => acted.push('scan'), onTyping: () => {}, now: () => 0, schedule: () => () => {} };
    const wedge = createWedge<WedgeKey>(ports);
    for (const event of keys([...'12345678', 'Enter'], 8)) wedge.keyDown(event);
    expect(wedge.keyDown({ key: 'Enter', atMs: 1080 })).toBe(true);
    wedge.pointed();
    expect(wedge.keyDown({ key: 'Enter', atMs: 1100 })).toBe(false);
    expect(acted).toEqual(['scan']);
  });

  it('reads Ctrl+] as the separator of GS1, and takes the AIM identifier off', () => {
    const sent = keys([...']C10112345', ']', ...'10A', 'Enter'], 5).map((event, at) =>
      at === 10 ? { ...event, ctrlKey: true } : event,
    );
    expect(play(sent)).toEqual([{ scan: '0112345\u001D10A' }]);
  });

  it('lets digits typed by hand be typing, Enter included', () => {
    const hand = [...'4006381333931', 'Enter'];
    expect(play(keys(hand, 70))).toEqual(typed(hand));
  });

  it('gives back the very keys, in order, before the next key acts', () => {
    expect(play(keys(['a', 'b', 'Enter'], 20))).toEqual(typed(['a', 'b', 'Enter']));
    expect(play(keys(['a', 'b', 'Escape', 'c'], 10))).toEqual(typed(['a', 'b', 'Escape', 'c']));
  });

  it('keeps a late Enter of a scanner from acting, but not one of a person later', () => {
    expect(play(keys([...'12345678', 'Enter'], [2, 2, 2, 2, 2, 2, 2, 90]))).toEqual([{ scan: '12345678' }]);
    expect(play(keys([...'12345678', 'Enter'], [2, 2, 2, 2, 2, 2, 2, 400]))).toEqual([
      { scan: '12345678' },
      { key: 'Enter' },
    ]);
  });

  it('never takes a key held down', () => {
    const marked = keys(['1', '1', '1', '1', '1', '1', '1', 'Enter'], 12).map((event, at) => ({
      ...event,
      repeat: at > 0 && at < 7,
    }));
    expect(play(marked)).toEqual(typed(['1', '1', '1', '1', '1', '1', '1', 'Enter']));
    expect(play(keys(['1', '1', '1', '1', '1', '1'], 33))).toEqual(typed(['1', '1', '1', '1', '1', '1']));
    expect(play(keys([...'0000', 'Enter'], 5))).toEqual([{ scan: '0000' }]);
  });

  it('leaves shortcuts, composed keys and a leading space alone', () => {
    const shortcuts = keys(['a', 'b', 'c', 'd'], 5).map((event) => ({ ...event, ctrlKey: true }));
    expect(play(shortcuts)).toEqual(typed(['a', 'b', 'c', 'd']));
    const composed = keys([...'nihao'], 5).map((event) => ({ ...event, isComposing: true }));
    expect(play(composed)).toEqual(typed([...'nihao']));
    expect(play(keys([' '], 0))).toEqual(typed([' ']));
  });

  it('keeps the keyup of a held key from acting, once', () => {
    const wedge = createWedge<WedgeKey>({ onScan() {}, onTyping() {}, now: () => 0, schedule: () => () => {} });
    expect(wedge.keyDown({ key: 'a', atMs: 0 })).toBe(true);
    expect([wedge.keyUp('a'), wedge.keyUp('a'), wedge.keyUp('Enter')]).toEqual([true, false, false]);
  });

  it('decides at once when the window loses the keyboard', () => {
    const shown: string[] = [];
    const wedge = createWedge<WedgeKey>({
      onScan: (scan) => shown.push(`scan ${scan.text}`),
      onTyping: (held) => shown.push(`typed ${held.map(({ key }) => key).join('')}`),
      now: () => 0,
      schedule: () => () => {},
    });
    for (const [at, key] of [...'1234'].entries()) wedge.keyDown({ key, atMs: at });
    wedge.flush();
    wedge.keyDown({ key: 'x', atMs: 10 });
    wedge.flush();
    expect(shown).toEqual(['scan 1234', 'typed x']);
  });

  it('does not part a scan that waits behind a busy page', () => {
    const shown: string[] = [];
    const due: (() => void)[] = [];
    let nowMs = 0;
    const wedge = createWedge<WedgeKey>({
      onScan: (scan) => shown.push(scan.text),
      onTyping: (held) => shown.push(`typed ${held.length}`),
      now: () => nowMs,
      schedule(callback) {
        due.push(callback);
        return () => due.splice(due.indexOf(callback), 1);
      },
    });
    wedge.keyDown({ key: '1', atMs: 0 });
    nowMs = 500;
    due.shift()?.();
    for (const [at, key] of [...'234'].entries()) wedge.keyDown({ key, atMs: 5 + at * 5 });
    wedge.keyDown({ key: 'Enter', atMs: 20 });
    expect(shown).toEqual(['1234']);
  });

  describe('over hours of mixed work', () => {
    interface Part {
      keys: string[];
      gaps: number[];
      repeat: boolean;
      shown: Shown[];
    }
    const code = fc.string({
      unit: fc.constantFrom(...'0123456789ABCDEFxyz+-/ .$%'),
      minLength: 4,
      maxLength: 40,
    });
    const scan = fc
      .record({
        text: code.filter((text) => new Set(text).size > 1 && !text.startsWith(' ')),
        suffix: fc.constantFrom([], ['Enter'], ['Tab'], ['Enter', 'Enter']),
        gap: fc.integer({ min: 0, max: 34 }),
        jitter: fc.array(fc.integer({ min: 0, max: 34 }), { minLength: 45, maxLength: 45 }),
      })
      .map(({ text, suffix, gap, jitter }): Part => {
        const sent = [...text, ...suffix];
        return {
          keys: sent,
          gaps: sent.map((_, at) => Math.min(gap, jitter[at] ?? 0)),
          repeat: false,
          shown: [{ scan: text }],
        };
      });
    const key = fc.oneof(
      fc.constantFrom(...'0123456789abcdefgh+-/ '),
      fc.constantFrom('Enter', 'Tab', 'Backspace', 'F12', 'Escape'),
    );
    /** Up to three keys rolled faster than a scanner's gap, then a pause: the fastest hands. */
    const roll = fc.array(fc.constantFrom(...'abcdefghij0123456789'), { minLength: 1, maxLength: 3 });
    const typing = fc
      .record({
        rolls: fc.array(fc.tuple(roll, fc.integer({ min: 36, max: 400 }), fc.integer({ min: 0, max: 34 })), {
          maxLength: 6,
        }),
        rest: fc.array(fc.tuple(key, fc.integer({ min: 36, max: 400 })), { maxLength: 12 }),
      })
      .map(({ rolls, rest }): Part => {
        const sent = [...rolls.flatMap(([rolled]) => rolled), ...rest.map(([one]) => one)];
        const rollGaps = rolls.flatMap(([rolled, pause, gap]) => rolled.map((_, at) => (at === 0 ? pause : gap)));
        return { keys: sent, gaps: [...rollGaps, ...rest.map(([, gap]) => gap)], repeat: false, shown: typed(sent) };
      });
    const heldDown = fc
      .tuple(fc.constantFrom(...'0aBackspace'), fc.integer({ min: 2, max: 30 }))
      .map(([one, times]): Part => {
        const sent = Array.from({ length: times }, () => one);
        return { keys: sent, gaps: sent.map((_, at) => (at === 1 ? 250 : 30)), repeat: true, shown: typed(sent) };
      });

    it('shows exactly the scans that were scanned and the keys that were typed, in order', () => {
      fc.assert(
        fc.property(fc.array(fc.oneof(scan, typing, heldDown), { maxLength: 12 }), (parts) => {
          let atMs = 0;
          const events: WedgeKey[] = [];
          for (const part of parts) {
            atMs += 200;
            for (const [index, one] of part.keys.entries()) {
              if (index > 0) atMs += part.gaps[index] ?? 0;
              events.push({ key: one, atMs, repeat: part.repeat && index > 0 });
            }
          }
          expect(play(events, atMs + 1000)).toEqual(parts.flatMap(({ shown }) => shown));
        }),
        { numRuns: 2000 },
      );
    });
  });
});
