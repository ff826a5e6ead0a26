import { useRef } from 'react';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import type { ScanEvent } from '#drivers/scanner/protocol/scan-event.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { barcodeRules, meaningOf, meaningsOf, type ScanMeaning } from '#renderer/features/sell/scan-meaning.ts';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';

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

/** Scans name products while the component is mounted; gives a function that does the same with a code that was typed. */
export function useProductEntry({ config, onItem, onUnknown, onText }: ProductEntryPorts): ProductEntry {
  const { store: storeOf, play } = useTill();
  const store = useStore(storeOf);
  const last = useRef(Promise.resolve());

  async function look(text: string, scan: ScanEvent | null): Promise<void> {
    if (onText?.(text)) return play('scan');
    if (!store) return play('wrong');
    const rules = barcodeRules(config);
    const meanings = scan ? await meaningsOf(store, scan, rules) : [await meaningOf(store, text, rules)];
    const items = meanings.filter((meaning) => meaning.kind === 'item');
    play(items.length > 0 ? 'scan' : 'unknown');
    for (const item of items) onItem(item);
    if (items.length === 0) onUnknown(text);
  }

  function take(text: string, scan: ScanEvent | null): void {
    last.current = last.current.then(() => look(text, scan)).catch(() => play('wrong'));
  }

  useKeyLayer('screen', { onScan: (scan) => take(scan.text, scan) });
  return Object.assign((text: string) => take(text, null), { settled: () => last.current });
}
