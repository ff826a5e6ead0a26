const ADVERT = '-------------- RxDB Open Core RxStorage';

let silenced = false;

/** Keeps the advert that RxDB prints with a page's first write out of the console; everything else passes. */
export function silenceAdvert(): void {
  if (silenced) return;
  silenced = true;
  const warn = console.warn.bind(console);
  console.warn = (...parts: unknown[]) => {
    const [first] = parts;
    if (typeof first === 'string' && first.startsWith(ADVERT)) return;
    warn(...parts);
  };
}
