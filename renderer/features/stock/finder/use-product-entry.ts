import { useEffect, useRef } from 'react';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import type { ScanEvent } from '#drivers/scanner/protocol/scan-event.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { barcodeRules, meaningOf, meaningsOf, type ScanMeaning } from '#renderer/features/sell/scan-meaning.ts';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import type { TillStore } from '#renderer/store/till-store.ts';
import { lookAsTheyCome } from './look-as-they-come.ts';

/** A product that a code named, and what else the code said of it. */
export type ScannedItem = Extract<ScanMeaning, { kind: 'item' }>;

interface ProductEntryPorts {
  config: RegisterConfig;
  onItem: (item: ScannedItem) => void;
  /** Nothing here has this code. */
  onUnknown: (text: string) => void;
  /** Asked first: answers whether the code was its own. */
  onText?: (text: string) => boolean;
}

/** Takes a code that was typed; `settled` resolves once everything scanned or typed before is taken, in its turn. */
export type ProductEntry = ((text: string) => void) & { settled: () => Promise<void> };

/**
 * Scans name products while the component is mounted; gives a function that does the same with a code that was typed. The last code is
 * looked for again while the shop's products come for the first time.
 */
export function useProductEntry(ports: ProductEntryPorts): ProductEntry {
  const { store: storeOf, play } = useTill();
  const store = useStore(storeOf);
  const last = useRef(Promise.resolve());
  const current = useRef(ports);
  const stopLooking = useRef(() => {});
  useEffect(() => {
    current.current = ports;
  });
  useEffect(() => () => stopLooking.current(), []);

  async function look(text: string, scan: ScanEvent | null): Promise<void> {
    stopLooking.current();
    if (current.current.onText?.(text)) return play('scan');
    if (!store) return play('wrong');
    const isComing = store.progress().state === 'first';
    if (await find(store, text, scan)) return;
    play('unknown');
    current.current.onUnknown(text);
    if (!isComing) return;
    const again = (): Promise<boolean> => find(store, text, scan).catch(() => false);
    stopLooking.current = lookAsTheyCome(store, again, () => play('unknown'));
  }

  async function find(store: TillStore, text: string, scan: ScanEvent | null): Promise<boolean> {
    const rules = barcodeRules(current.current.config);
    const meanings = scan ? await meaningsOf(store, scan, rules) : [await meaningOf(store, text, rules)];
    const items = meanings.filter((meaning) => meaning.kind === 'item');
    if (items.length > 0) play('scan');
    for (const item of items) current.current.onItem(item);
    return items.length > 0;
  }

  function take(text: string, scan: ScanEvent | null): void {
    last.current = last.current.then(() => look(text, scan)).catch(() => play('wrong'));
  }

  useKeyLayer('screen', { onScan: (scan) => take(scan.text, scan) });
  return Object.assign((text: string) => take(text, null), { settled: () => last.current });
}
