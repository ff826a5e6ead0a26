/** Hours of a store's day, local time as `HH:MM`. */
export interface UpdateWindow {
  from: string;
  to: string;
}

/** How long after the start of the business day updates may be installed where nothing else is set. */
const DEFAULT_HOURS = 3;

/** When a store's registers are updated: what is set, else the first hours of the business day, when the one before is closed. */
export function updateWindowOf(store: { dayStartsAt: string; updateWindow?: UpdateWindow | undefined }): UpdateWindow {
  if (store.updateWindow) return store.updateWindow;
  const minutes = (minutesOf(store.dayStartsAt) + DEFAULT_HOURS * 60) % 1440;
  return { from: store.dayStartsAt, to: timeOf(minutes) };
}

/** Whether a local time lies in the window; `from` does, `to` does not. One that begins when it ends is the whole day. */
export function isInWindow({ from, to }: UpdateWindow, time: string): boolean {
  const [begin, end, at] = [from, to, time].map(minutesOf) as [number, number, number];
  if (begin === end) return true;
  return begin < end ? at >= begin && at < end : at >= begin || at < end;
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

function timeOf(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
