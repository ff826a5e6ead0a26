import { describe, expect, it } from 'vitest';
import { DisplayScreen } from './display-screen.ts';

function shown(...sent: (string | number[])[]): string[] {
  const screen = new DisplayScreen(20);
  for (const part of sent) screen.push(Uint8Array.from(typeof part === 'string' ? Buffer.from(part, 'latin1') : part));
  return screen.lines.map((line) => line.trimEnd());
}

describe('DisplayScreen', () => {
  it('shows ESC/POS: clearing, the next line by itself, a place by US $, code tables', () => {
    expect(shown([0x0c], 'Apples          1.24', 'Total           2.09')).toEqual([
      'Apples          1.24',
      'Total           2.09',
    ]);
    expect(shown('old', [0x1b, 0x40], 'A', [0x1f, 0x24, 3, 2], 'B')).toEqual(['A', '  B']);
    expect(shown([0x1b, 0x74, 19, 0xd5], [0x1b, 0x74, 16, 0x80])).toEqual(['€€', '']);
    expect(shown('abc', [0x0d], 'x', [0x0a, 0x08], 'y', [0x18])).toEqual(['xbc', '']);
  });

  it('shows CD5220: a line at once by ESC Q, a place by ESC l', () => {
    expect(shown([0x1b, 0x51, 0x41], 'Welcome', [0x0d], [0x1b, 0x51, 0x42], 'Total 2.09', [0x0d])).toEqual([
      'Welcome',
      'Total 2.09',
    ]);
    expect(shown([0x1b, 0x6c, 5, 2], 'X')).toEqual(['', '    X']);
  });

  it('stays 20 by 2 whatever it is sent', () => {
    const screen = new DisplayScreen(20);
    for (let seed = 1, at = 0; at < 20_000; at += 1) {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      screen.push(Uint8Array.of((seed >> 16) & 0xff));
    }
    expect(screen.lines.map((line) => [...line].length)).toEqual([20, 20]);
  });
});
