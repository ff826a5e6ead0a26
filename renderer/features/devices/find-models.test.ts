import { describe, expect, it } from 'vitest';
import { PRINTER_MODELS } from '#drivers/printer/protocol/models.ts';
import { findModels } from './find-models.ts';

describe('finding a printer model', () => {
  it('gives all for nothing typed', () => {
    expect(findModels(' ')).toHaveLength(Object.keys(PRINTER_MODELS).length);
  });

  it.each([
    ['tm-t88', 'epson-tm-t88'],
    ['TMT20', 'epson-tm-t20'],
    ['epson t88 gb18030', 'epson-tm-t88-zh'],
    ['star tsp143', 'star-tsp100'],
    ['pos-80', 'xprinter-80'],
  ])('finds by what stands on the machine: %s', (typed, model) => {
    expect(findModels(typed).map((each) => each.model)).toContain(model);
  });

  it('finds nothing where no model fits', () => {
    expect(findModels('typewriter')).toEqual([]);
  });
});
