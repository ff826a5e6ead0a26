/** How many measures are kept at most. */
const KEPT = 1000;

/** Marks that a scan is complete; `measureScanToLine` measures from here. */
export function markScan(): void {
  performance.clearMarks('scan');
  performance.mark('scan');
}

/** Measures `scan-to-line` once the line that was just added is on the screen: two frames later it has been painted. */
export function measureScanToLine(): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      if (performance.getEntriesByName('scan', 'mark').length === 0) return;
      if (performance.getEntriesByName('scan-to-line').length >= KEPT) performance.clearMeasures('scan-to-line');
      performance.measure('scan-to-line', 'scan');
      performance.clearMarks('scan');
    }),
  );
}
