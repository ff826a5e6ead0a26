const SIGNS_OF_LIFE = ['keydown', 'pointerdown', 'wheel'] as const;

/**
 * Calls back once nobody pressed a key, touched or scanned for so many milliseconds (0: never), and after every such time
 * again. Gives a function that stops watching.
 */
export function watchIdle(target: EventTarget, idleMs: number, onIdle: () => void): () => void {
  if (idleMs <= 0) return () => undefined;
  let timer = setTimeout(ring, idleMs);
  function ring(): void {
    timer = setTimeout(ring, idleMs);
    onIdle();
  }
  function alive(): void {
    clearTimeout(timer);
    timer = setTimeout(ring, idleMs);
  }
  for (const sign of SIGNS_OF_LIFE) target.addEventListener(sign, alive, true);
  return () => {
    clearTimeout(timer);
    for (const sign of SIGNS_OF_LIFE) target.removeEventListener(sign, alive, true);
  };
}
