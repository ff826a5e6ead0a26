/** What fields had before keys acted on them. */
export interface FieldMemory {
  /** Before the key acts: notes what the focused field has. */
  note(key: object): void;
  /** Puts the field back to what it had then, and ends what an input method composes in it. */
  restore(key: object): void;
}

type Field = HTMLInputElement | HTMLTextAreaElement;

/**
 * Most keys of a scan are held until they are known to be one. Those that an input method has taken can't be, and the first
 * two or three of a scanner that pauses behind them are let go: what they wrote is taken back by this.
 */
export function createFieldMemory(document: Document): FieldMemory {
  const noted = new WeakMap<object, { field: Field; value: string }>();
  return {
    note(key) {
      const field = document.activeElement;
      if (isField(field)) noted.set(key, { field, value: field.value });
    },
    restore(key) {
      const before = noted.get(key);
      if (!before?.field.isConnected) return;
      const { field, value } = before;
      const focused = document.activeElement === field;
      if (focused) field.blur();
      write(field, value);
      if (focused) field.focus();
    },
  };
}

function isField(element: Element | null): element is Field {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
}

/** By the prototype's setter: the field's own tells React that it knows already. */
function write(field: Field, value: string): void {
  if (field.value === value) return;
  const prototype = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
