import type { Rectangle } from 'electron';

/** Where the customer's window goes: all of a screen that the till is not on, or a part of the till's own. */
export interface CustomerPlace {
  fullscreen: boolean;
  bounds: Rectangle;
}

interface Screen {
  id: number;
  bounds: Rectangle;
  workArea: Rectangle;
}

const WINDOW = { width: 800, height: 600 };

/** `tillScreen` is the id of the screen that the till's window is on. The first other screen is taken, from the left. */
export function customerPlace(screens: readonly Screen[], tillScreen: number): CustomerPlace {
  const others = screens.filter(({ id }) => id !== tillScreen);
  const [second] = others.sort((a, b) => a.bounds.x - b.bounds.x || a.bounds.y - b.bounds.y);
  if (second) return { fullscreen: true, bounds: second.bounds };
  const area = screens[0]?.workArea ?? { x: 0, y: 0, ...WINDOW };
  const width = Math.min(WINDOW.width, area.width);
  const height = Math.min(WINDOW.height, area.height);
  return { fullscreen: false, bounds: { x: area.x + area.width - width, y: area.y, width, height } };
}
