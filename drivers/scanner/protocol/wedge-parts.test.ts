import { describe, expect, it } from 'vitest';
import { createWedge } from './create-wedge.ts';
import { charOnLayout, keyOnLayout, type LayoutName } from './key-layouts.ts';
import type { WedgeKey, WedgeOptions } from './keyboard-wedge.ts';
import type { ScanEvent } from './scan-event.ts';
import { scanRepairs } from './scan-repairs.ts';

interface Seen {
  scans: ScanEvent[];
  typed: string;
  acted: string;
}

/** A window with a clock that is driven. */
function play(events: readonly WedgeKey[], options: Partial<WedgeOptions> = {}): Seen {
  const seen: Seen = { scans: [], typed: '', acted: '' };
  let nowMs = 0;
  let timer: { atMs: number; callback: () => void } | null = null;
  const type = (events: readonly WedgeKey[]) => {
    for (const { key } of events) seen.typed += key.length === 1 ? key : `<${key}>`;
  };
  const wedge = createWedge<WedgeKey>({
    onScan(scan, acted) {
      seen.scans.push(scan);
      seen.acted += acted.map(({ key }) => key).join('');
    },
    onTyping: type,
    now: () => nowMs,
    schedule(callback, delayMs) {
      const mine = { atMs: nowMs + delayMs, callback };
      timer = mine;
      return () => {
        if (timer === mine) timer = null;
      };
    },
    options,
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
  for (const event of events) {
    passTo(event.atMs);
    if (!wedge.keyDown(event)) type([event]);
  }
  passTo(nowMs + 1000);
  return seen;
}

/** Characters at a scanner's pace, with a pause of so many milliseconds after some of them. */
function paced(sent: readonly string[], pauses: Readonly<Record<number, number>> = {}): WedgeKey[] {
  let atMs = 1000;
  return sent.map((key, index) => {
    if (index > 0) atMs += pauses[index] ?? 5;
    return { key, atMs };
  });
}

/** What a computer with one layout sees of a scanner that types on another. */
function garbled(text: string, scanner: LayoutName, computer: LayoutName, startMs = 1000): WedgeKey[] {
  return [...text].map((char, at) => {
    if (char === '\u001d') return { key: 'x', code: 'BracketRight', ctrlKey: true, atMs: startMs + at * 5 };
    const pressed = keyOnLayout(char, scanner);
    if (!pressed) throw new Error(`${char} is not on the ${scanner} keyboard`);
    const { code, shift, altGr = false } = pressed;
    const key = charOnLayout(pressed, computer) ?? 'Unidentified';
    return { key, code, shiftKey: shift, ctrlKey: altGr, altKey: altGr, atMs: startMs + at * 5 };
  });
}

const texts = ({ scans }: Seen) => scans.map(({ text }) => text);
const EAN = '4006381333931';
const ELEMENTS = '0109506000134352172612311 0AB-12'.replace(' ', '');

describe('a scan with a pause in it', () => {
  it.each([4, 6, 9, 12, 13])('of 36 to 150 ms behind %d characters is one scan, and nothing leaks', (at) => {
    for (const pauseMs of [36, 60, 100, 150]) {
      const seen = play(paced([...EAN, 'Enter'], { [at]: pauseMs }));
      expect([pauseMs, texts(seen), seen.typed]).toEqual([pauseMs, [EAN], '']);
    }
  });

  it('may pause more than once', () => {
    expect(texts(play(paced([...EAN, 'Enter'], { 4: 90, 8: 140, 11: 60, 13: 100 })))).toEqual([EAN]);
    expect(texts(play(paced([...'A-LONG-SKU-77'], { 5: 120, 9: 120 })))).toEqual(['A-LONG-SKU-77']);
  });

  it('behind its first two or three characters takes them back', () => {
    for (const at of [2, 3]) {
      const seen = play(paced([...EAN, 'Enter'], { [at]: 80 }));
      expect(texts(seen)).toEqual([EAN]);
      expect(seen.acted).toBe(EAN.slice(0, at));
      expect(seen.typed).toBe(EAN.slice(0, at));
    }
  });

  it('of more than 150 ms leaves what a person typed before it alone', () => {
    for (const at of [2, 3]) {
      const seen = play(paced([...EAN, 'Enter'], { [at]: 151 }));
      expect([texts(seen), seen.typed, seen.acted]).toEqual([[EAN.slice(at)], EAN.slice(0, at), '']);
    }
  });

  it('does not take in what a person typed before a scan that is whole', () => {
    const seen = play(paced(['2', '0', ...EAN, 'Enter'], { 2: 80 }));
    expect([texts(seen), seen.typed, seen.acted]).toEqual([[EAN], '20', '']);
  });

  it('of two whole codes without a suffix are two scans', () => {
    expect(texts(play(paced([...EAN, ...'96385074'], { 13: 40 })))).toEqual([EAN, '96385074']);
  });
});

describe('a prefix', () => {
  const options = { prefix: '~' };
  it('tells a scan, however short or slow', () => {
    const seen = play(paced([...'~A1', 'Enter', ...'~42'], { 1: 100, 2: 120, 3: 140, 4: 400, 5: 90 }), options);
    expect([texts(seen), seen.typed]).toEqual([['A1', '42'], '']);
  });
  it('is not needed', () => {
    expect(texts(play(paced([...EAN, 'Enter']), options))).toEqual([EAN]);
  });
  it('typed by hand stays typing', () => {
    expect(play(paced(['~', 'a'], { 1: 400 }), options)).toMatchObject({ scans: [], typed: '~a' });
  });
});

describe('an input method', () => {
  const composed = (text: string, gapMs: number): WedgeKey[] =>
    garbled(text, 'us', 'us').map((event, at) => ({
      ...event,
      key: 'Process',
      isComposing: at > 0,
      atMs: 1000 + at * gapMs,
    }));

  it('that takes the keys does not keep a scan from being read by their places', () => {
    const seen = play([...composed(EAN, 8), { key: 'Process', code: 'Enter', isComposing: true, atMs: 1200 }]);
    expect(texts(seen)).toEqual([EAN]);
    expect(seen.acted).toBe('Process'.repeat(13));
  });

  it('keeps what is typed by hand', () => {
    expect(play(composed('nihao', 90)).scans).toEqual([]);
    expect(play(composed('ni', 10)).scans).toEqual([]);
  });

  it('that writes full-width digits is seen through', () => {
    const wide = [...EAN].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
    const [scan] = play(paced([...wide, 'Enter'])).scans;
    expect(scan && scanRepairs(scan).map((alternative) => alternative.map(({ text }) => text))).toEqual([[EAN]]);
  });
});

describe('scanRepairs', () => {
  const repaired = (events: readonly WedgeKey[]) =>
    play([...events, { key: 'Enter', code: 'Enter', atMs: 3000 - 2000 + events.length * 5 }]).scans.flatMap((scan) =>
      scanRepairs(scan, { businessDate: '2026-11-22' }).map((alternative) => alternative.map(({ text }) => text)),
    );

  it.each([
    ['us', 'fr'],
    ['us', 'de'],
    ['fr', 'us'],
    ['de', 'us'],
    ['fr', 'de'],
    ['de', 'fr'],
  ] as const)('reads what a scanner set to %s sends to a computer set to %s', (scanner, computer) => {
    for (const text of [ELEMENTS, `https://id.gs1.org/01/09506000134352/10/ABYZ-1?17=261231`]) {
      expect(repaired(garbled(text, scanner, computer))).toContainEqual([text]);
    }
    if (scanner === 'us' && computer === 'fr') expect(repaired(garbled(EAN, scanner, computer))).toEqual([[EAN]]);
  });

  it('reads French garble without its keys too', () => {
    expect(scanRepairs({ text: 'àç(àèàààà"', symbology: null, atMs: 0 })).toEqual([]);
    const [first] = scanRepairs({ text: '\'àà-"_&"""ç"&', symbology: null, atMs: 0 });
    expect(first?.map(({ text }) => text)).toEqual([EAN]);
  });

  it('parts numbers that were run together, where only one way of parting them is right', () => {
    const merged = (text: string) =>
      scanRepairs({ text, symbology: null, atMs: 0 }).map((all) => all.map((one) => one.text));
    expect(merged(`${EAN}${EAN}`)).toEqual([[EAN, EAN]]);
    expect(merged(`${EAN}96385074`)).toEqual([[EAN, '96385074']]);
    expect(merged(`${EAN}4006381333932`)).toEqual([]);
    expect(merged('1234567890123456')).toEqual([]);
  });

  it('offers nothing that has no check digit of its own', () => {
    expect(repaired(garbled('SKU-4711', 'us', 'fr'))).toEqual([]);
    expect(repaired(garbled('4006381333932', 'us', 'fr'))).toEqual([]);
    expect(repaired(garbled(EAN, 'us', 'us'))).toEqual([]);
  });

  it('is not needed where the layout is known', () => {
    const seen = play([...garbled('SKU-4711', 'us', 'fr'), { key: 'Enter', atMs: 1040 }], { layout: 'us' });
    expect(texts(seen)).toEqual(['SKU-4711']);
  });

  it('reads the separator of GS1 by its place', () => {
    const text = '010950600013435210Y-Z\u001d17261231';
    expect(repaired(garbled(text, 'us', 'de'))).toEqual([[text]]);
  });
});
