/** Follows a scan from its last character to the painted line. */
export interface ScanTiming {
  scanned(): void;
  /** The line is in the cart, and about to be drawn. */
  added(): void;
}

/** How many measures are kept at most. */
const KEPT = 1000;

/**
 * Performance marks of the browser: `scan` when a scan is complete, and the measure `scan-to-line` from there until its
 * line has been painted, two frames after it was added.
 */
export const scanTiming: ScanTiming = {
  scanned() {
    performance.clearMarks('scan');
    performance.mark('scan');
  },
  added() {
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        if (performance.getEntriesByName('scan', 'mark').length === 0) return;
        if (performance.getEntriesByName('scan-to-line').length >= KEPT) performance.clearMeasures('scan-to-line');
        performance.measure('scan-to-line', 'scan');
        performance.clearMarks('scan');
      }),
    );
  },
};
