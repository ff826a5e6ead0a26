import { describe, expect, it } from 'vitest';
import { paidKey } from './paid-key.ts';

const key = (name: string, more: Partial<KeyboardEvent> = {}) => {
  return { key: name, ctrlKey: false, altKey: false, metaKey: false, repeat: false, ...more };
};

describe('a key where a sale was just paid', () => {
  it('that opens something while ringing up opens it in the next sale, however soon it is pressed', () => {
    for (const name of ['F2', 'F3', 'F4', 'F6', 'F8', 'F9', 'F10'])
      expect(paidKey(key(name), 0), name).toEqual({ do: 'next', typed: '', key: name });
  });

  it('begins the next entry with what it writes, and any other goes on', () => {
    expect(paidKey(key('7'), 500)).toEqual({ do: 'next', typed: '7', key: null });
    expect(paidKey(key('茶'), 500)).toEqual({ do: 'next', typed: '茶', key: null });
    for (const name of ['Enter', 'Escape', ' ', 'F12'])
      expect(paidKey(key(name), 500), name).toEqual({ do: 'next', typed: '', key: null });
  });

  it('that was meant for paying is used up, and one that is held goes nowhere', () => {
    expect(paidKey(key('Enter'), 399)).toEqual({ do: 'swallow' });
    expect(paidKey(key('F12'), 399)).toEqual({ do: 'swallow' });
    expect(paidKey(key('F9', { repeat: true }), 500)).toEqual({ do: 'swallow' });
  });

  it('that is the browser’s or another screen’s is left alone', () => {
    for (const name of ['Shift', 'Tab', 'F1']) expect(paidKey(key(name), 500)).toEqual({ do: 'ignore' });
    expect(paidKey(key('l', { ctrlKey: true }), 500)).toEqual({ do: 'ignore' });
  });
});
