import { describe, expect, it } from 'vitest';
import { customerPlace } from './customer-place.ts';

const screen = (id: number, x: number, width = 1920, height = 1080) => ({
  id,
  bounds: { x, y: 0, width, height },
  workArea: { x, y: 30, width, height: height - 30 },
});

describe('customerPlace', () => {
  it('takes all of a second screen, whichever the till is on', () => {
    const screens = [screen(1, 0), screen(2, 1920, 1024, 600)];
    expect(customerPlace(screens, 1)).toEqual({ fullscreen: true, bounds: screens[1]?.bounds });
    expect(customerPlace(screens, 2)).toEqual({ fullscreen: true, bounds: screens[0]?.bounds });
    expect(customerPlace([screen(3, 1920), ...screens, screen(4, -1024)], 1).bounds.x).toBe(-1024);
  });

  it('takes a corner of the only screen, within it', () => {
    expect(customerPlace([screen(1, 0)], 1)).toEqual({
      fullscreen: false,
      bounds: { x: 1120, y: 30, width: 800, height: 600 },
    });
    expect(customerPlace([screen(1, 0, 640, 480)], 1).bounds).toEqual({ x: 0, y: 30, width: 640, height: 450 });
  });
});
