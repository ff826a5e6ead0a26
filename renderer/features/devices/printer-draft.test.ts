import { describe, expect, it } from 'vitest';
import { PRINTER_MODELS } from '#drivers/printer/protocol/models.ts';
import { paperWidth } from './device-words.ts';
import { printerDraft, printerOf } from './printer-draft.ts';

describe('a printer being set up', () => {
  it('begins with what fits most, and is none before it has a place', () => {
    const draft = printerDraft(null);
    expect(Object.keys(PRINTER_MODELS)).toContain(draft.model);
    expect(printerOf(draft)).toBeNull();
    expect(printerOf({ ...draft, at: { ...draft.at, place: '192.0.2.7' } })).toEqual({
      address: 'tcp://192.0.2.7:9100',
      model: draft.model,
    });
  });

  it('comes back as it was', () => {
    const printer = { address: 'spooler:Counter', model: 'epson-tm-t88', widthMm: 58 } as const;
    expect(printerOf(printerDraft(printer))).toEqual(printer);
  });

  it('has the paper its model takes where none is said', () => {
    expect(paperWidth({ model: 'generic-58' })).toBe(58);
    expect(paperWidth({ model: 'epson-tm-t88' })).toBe(80);
    expect(paperWidth({ model: 'epson-tm-t88', widthMm: 58 })).toBe(58);
    expect(paperWidth({ model: 'no-such-model' })).toBe(80);
  });
});
