import { describe, expect, it } from 'vitest';
import { actionOf } from './sell-keys.ts';

function key(
  name: string,
  more: { text?: string; inField?: boolean; inSearch?: boolean } & Partial<KeyboardEvent> = {},
) {
  const { text = '', inField = false, inSearch = inField, ...rest } = more;
  const event = { key: name, code: '', ctrlKey: false, altKey: false, metaKey: false, repeat: false, ...rest };
  return actionOf(event, { text, inField, inSearch });
}

describe('actionOf', () => {
  it('pays, removes and discounts while nothing is typed', () => {
    expect([key('+'), key('-'), key('/'), key('F12')].map((action) => action?.do)).toEqual([
      'pay',
      'remove',
      'discount-line',
      'pay',
    ]);
  });

  it('opens what is beside the cart by its function key, also while something is typed', () => {
    const keys = ['F3', 'F4', 'F6', 'F7', 'F8', 'F9', 'F10'];
    const actions = ['price-check', 'unlisted', 'member', 'discount-cart', 'return', 'park', 'actions'];
    expect(keys.map((name) => key(name, { text: 'te', inField: true })?.do)).toEqual(actions);
  });

  it('goes through what was found by lines and by pages, also while typing', () => {
    expect(key('ArrowDown', { text: 'tea', inField: true })).toEqual({ do: 'move', by: 1 });
    expect([key('PageDown', { text: 'tea', inField: true }), key('PageUp')]).toEqual([
      { do: 'page', by: 1 },
      { do: 'page', by: -1 },
    ]);
  });

  it('takes the same signs as letters of a name that is being typed', () => {
    expect(key('-', { text: 't', inField: true })).toBeNull();
    expect(key('+', { text: '2', inField: true })).toBeNull();
  });

  it('are text in any field but the search', () => {
    for (const name of ['-', '+', '/', '*', 'Delete', '5', 'a'])
      expect(key(name, { text: name === '*' ? '3' : '', inField: true, inSearch: false }), name).toBeNull();
    expect(key('F12', { inField: true, inSearch: false })).toEqual({ do: 'pay' });
  });

  it('reads digits before * as a quantity, and nothing else', () => {
    expect(key('*', { text: '3', inField: true })).toEqual({ do: 'multiplier', value: 3 });
    expect(key('*', { text: '0', inField: true })).toBeNull();
    expect(key('*', { text: '10000', inField: true })).toBeNull();
    expect(key('*', { text: 'a3', inField: true })).toBeNull();
  });

  it('sends typing to the search field, wherever the focus is', () => {
    expect(key('t')).toEqual({ do: 'type' });
    expect(key('茶')).toEqual({ do: 'type' });
    expect(key('t', { inField: true })).toBeNull();
    expect(key(' ')).toBeNull();
    expect(key('Tab')).toBeNull();
  });

  it('counts tiles from Alt and a digit, on the row and on the pad', () => {
    expect(key('¡', { altKey: true, code: 'Digit1' })).toEqual({ do: 'tile', index: 0 });
    expect(key('9', { altKey: true, code: 'Numpad9' })).toEqual({ do: 'tile', index: 8 });
    expect(key('0', { altKey: true, code: 'Digit0' })).toBeNull();
  });

  it('does not pay again while a key is held down', () => {
    expect(key('Enter', { repeat: true })).toBeNull();
    expect(key('F12', { repeat: true })).toBeNull();
  });

  it('leaves the undo of typed text to the field', () => {
    expect(key('z', { ctrlKey: true })).toEqual({ do: 'undo' });
    expect(key('z', { ctrlKey: true, text: 'te', inField: true })).toBeNull();
  });
});
