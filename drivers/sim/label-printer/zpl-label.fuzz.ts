import { labelPicture } from './label-picture.ts';
import { readZpl } from './zpl-label.ts';

const USUAL = { width: 456, height: 256 };
const MOST_COPIES = 999;

/** Whatever is sent, a picture comes out that holds no markup but its own. */
export default {
  name: 'ZPL label',
  samples: [
    '^XA^CI28^PW400^LL240^CF0,30^FO10,10^FDApples, Braeburn^FS^FO10,60^A0N,60,40^FB380,1,0,R^FH^FD_C2_A32.40^FS^XZ',
    '^XA^FO100,75^BY2^BCN,100,Y,N,N^FD>:CODE128^FS^FO0,50^GB400,2,2^FS^PQ3^XZ',
    '^XA^FO8,8^GFA,4,4,2,80FF01AA^FS^FO8,40^BEN,40,N,N^FH_^FD400638133393^FS^XZ',
  ].map((text) => new TextEncoder().encode(text)),
  run(bytes: Uint8Array): void {
    const label = readZpl(new TextDecoder().decode(bytes), USUAL);
    if (!(label.copies >= 1 && label.copies <= MOST_COPIES)) throw new Error(`${label.copies} copies`);
    const picture = labelPicture({ ...label, pieces: label.pieces.filter(({ kind }) => kind !== 'symbol') });
    if (/<(?!\/?(svg|rect|g|text|path)[ >/])/.test(picture)) throw new Error('markup that is not the picture’s own');
  },
};
