import type { WedgeSettings } from '#contracts/ipc/devices.ts';
import { createWedge, type WedgePorts } from '#drivers/scanner/protocol/create-wedge.ts';
import { WEDGE_DEFAULTS, type WedgeKey } from '#drivers/scanner/protocol/keyboard-wedge.ts';
import type { ScanEvent } from '#drivers/scanner/protocol/scan-event.ts';
import { createFieldMemory } from './field-memory.ts';

/** A scan, and which of the host's scanners read it; missing where it came as keys or by a camera. */
export interface TakenScan extends ScanEvent {
  scannerId?: string;
}

/** What a part of the screen does with scans and keys while it is shown. */
export interface KeyHandlers {
  /** Takes every scan: it goes to the topmost layer that has this, and no further. */
  onScan?: (scan: TakenScan) => void;
  /** Answers true when the key was its own; then nothing else acts on it. */
  onKey?: (event: KeyboardEvent) => boolean;
}

/** Who is asked first: what lies over the rest. */
export const LEVELS = { app: 0, screen: 1, panel: 2, overlay: 3 } as const;
export type Level = keyof typeof LEVELS;

export interface KeyLayers {
  /** Adds handlers at a level; the later added of one level are asked first. Gives a function that takes them off. */
  push(level: Level, handlers: KeyHandlers): () => void;
  /** Gives a scan that came another way than by keys to whoever takes scans now. */
  scan(scan: TakenScan): void;
  /** Works with other settings of the keyboard wedge from now on. */
  configure(settings: WedgeSettings): void;
  dispose(): void;
}

interface HeldKey extends WedgeKey {
  event: KeyboardEvent;
}

/** Keys a browser would take for itself although the till has a use for them. */
const OWN_KEYS = new Set(['F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8', 'F9', 'F10', 'F12']);

/**
 * Listens to the keyboard of a window. Scans are told from typing before anything else sees a key; what is typing is
 * typed as ever where the focus is, unless a layer takes it. A finger or mouse on a button does not move the focus, so
 * that Enter never presses again what was touched last.
 */
export function attachKeys(window: Window): KeyLayers {
  const layers: { level: number; handlers: KeyHandlers }[] = [];
  const replayed = new WeakSet<Event>();
  const topmost = (): KeyHandlers[] => layers.toSorted((a, b) => b.level - a.level).map(({ handlers }) => handlers);

  const giveScan = (scan: TakenScan): void =>
    topmost()
      .find((layer) => layer.onScan)
      ?.onScan?.(scan);
  const memory = createFieldMemory(window.document);

  const ports: WedgePorts<HeldKey> = {
    onScan(scan, acted) {
      if (acted[0]) memory.restore(acted[0].event);
      giveScan(scan);
    },
    onTyping: (keys) => {
      for (const { event } of keys) {
        const copy = copyOf(event);
        replayed.add(copy);
        memory.note(event);
        replay(window.document, copy);
      }
    },
    now: () => performance.now(),
    schedule: (callback, delayMs) => {
      const timer = setTimeout(callback, delayMs);
      return () => clearTimeout(timer);
    },
  };
  const wedge = createWedge(ports);

  const onCapture = (event: KeyboardEvent): void => {
    if (replayed.has(event)) return;
    if (event.isComposing || event.key === 'Process') memory.note(event);
    if (OWN_KEYS.has(event.key)) event.preventDefault();
    if (wedge.keyDown(heldKey(event))) withhold(event);
  };
  const onKeyUp = (event: KeyboardEvent): void => {
    if (wedge.keyUp(event.key)) withhold(event);
  };
  const onBubble = (event: KeyboardEvent): void => {
    if (event.defaultPrevented && !OWN_KEYS.has(event.key)) return;
    for (const layer of topmost()) {
      if (!layer.onKey?.(event)) continue;
      event.preventDefault();
      return;
    }
  };
  const onMouseDown = (event: MouseEvent): void => {
    if (event.target instanceof Element && event.target.closest('button')) event.preventDefault();
  };
  const onBlur = (): void => wedge.flush();
  const onPointerDown = (): void => wedge.pointed();

  window.addEventListener('keydown', onCapture, true);
  window.addEventListener('keyup', onKeyUp, true);
  window.addEventListener('keydown', onBubble);
  window.addEventListener('mousedown', onMouseDown);
  window.addEventListener('blur', onBlur);
  window.addEventListener('pointerdown', onPointerDown, true);
  return {
    push(level, handlers) {
      const layer = { level: LEVELS[level], handlers };
      layers.unshift(layer);
      return () => {
        const at = layers.indexOf(layer);
        if (at >= 0) layers.splice(at, 1);
      };
    },
    scan(scan) {
      wedge.flush();
      giveScan(scan);
    },
    configure({ layout, maxGapMs, minLength, prefix }) {
      const joinGapMs = Math.max(WEDGE_DEFAULTS.joinGapMs, 2 * maxGapMs);
      wedge.configure({ layout, maxGapMs, joinGapMs, minLength, prefix });
    },
    dispose() {
      window.removeEventListener('keydown', onCapture, true);
      window.removeEventListener('keyup', onKeyUp, true);
      window.removeEventListener('keydown', onBubble);
      window.removeEventListener('mousedown', onMouseDown);
      window.removeEventListener('blur', onBlur);
      window.removeEventListener('pointerdown', onPointerDown, true);
      wedge.dispose();
    },
  };
}

/** Whether the focus is where text is typed. */
export function isTextField(element: Element | null): boolean {
  if (element instanceof HTMLTextAreaElement) return true;
  return element instanceof HTMLInputElement && !['radio', 'checkbox', 'button'].includes(element.type);
}

function withhold(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

function heldKey(event: KeyboardEvent): HeldKey {
  const { key, code, repeat, shiftKey, ctrlKey, altKey, metaKey, isComposing } = event;
  return { key, code, repeat, shiftKey, ctrlKey, altKey, metaKey, isComposing, atMs: event.timeStamp, event };
}

function copyOf(event: KeyboardEvent): KeyboardEvent {
  const { key, code, location, ctrlKey, altKey, metaKey, shiftKey } = event;
  return new KeyboardEvent('keydown', {
    key,
    code,
    location,
    ctrlKey,
    altKey,
    metaKey,
    shiftKey,
    bubbles: true,
    cancelable: true,
  });
}

/** Lets a key act as if typed now; a copied event has no default action of its own. */
function replay(document: Document, copy: KeyboardEvent): void {
  const target = document.activeElement ?? document.body;
  const goesOn = target.dispatchEvent(copy);
  if (!goesOn) return;
  const now = document.activeElement;
  if (isTextField(now)) document.execCommand('insertText', false, copy.key);
  else if (copy.key === ' ' && now instanceof HTMLElement && now.matches('button, input')) now.click();
}
