import type * as Canvas from '@napi-rs/canvas';
import { type FontSlice, readPackageFile, slicesFor } from './font-slices.ts';

type CanvasModule = Pick<typeof Canvas, 'GlobalFonts' | 'createCanvas'>;

/** A character that no font has: of the last private-use plane. */
const IN_NO_FONT = '\u{10FFFD}';
const PROBE_DOTS = 40;
/** Default-ignorable: they are never drawn. */
const INVISIBLE = /[\p{Cf}\p{Mn}\p{Zs}]/u;

/** A text as it can be drawn, and the families that have its characters. */
export interface SetText {
  text: string;
  /** For the canvas's `font`. */
  families: string;
}

/** Loads slices of fonts as texts need them; what is in none, nor in the system's fonts, becomes `?`. */
export class CanvasFonts {
  readonly #canvas: CanvasModule;
  readonly #probes: Canvas.Canvas;
  /** Files that were tried, and whether they are fonts. */
  readonly #loaded = new Map<string, boolean>();
  readonly #drawable = new Map<string, FontSlice | 'system' | 'none'>();
  readonly #boxes = new Map<string, string>();

  constructor(canvas: CanvasModule) {
    this.#canvas = canvas;
    this.#probes = canvas.createCanvas(PROBE_DOTS, PROBE_DOTS);
  }

  /** What `text` needs, loaded. */
  set(text: string, bold: boolean): SetText {
    const families = new Set<string>();
    let drawn = '';
    for (const char of text) {
      const found = this.#find(char);
      drawn += found === 'none' ? '?' : char;
      const [slice] = typeof found === 'string' ? slicesFor('?') : [found];
      if (slice && this.#load(slice, bold)) families.add(slice.family);
    }
    return { text: drawn, families: quoted([...families]) };
  }

  #find(char: string): FontSlice | 'system' | 'none' {
    const known = this.#drawable.get(char);
    if (known !== undefined) return known;
    const found = this.#search(char);
    this.#drawable.set(char, found);
    return found;
  }

  /** The ranges of a slice say what it is for, not what is in it: a character that comes out as an empty box is not. */
  #search(char: string): FontSlice | 'system' | 'none' {
    const slices = slicesFor(char).filter((slice) => this.#load(slice, false));
    const [first] = slices;
    if (first && (char < '\u0180' || INVISIBLE.test(char))) return first;
    for (const slice of slices) if (!this.#isBox(char, slice.family)) return slice;
    if (INVISIBLE.test(char)) return 'system';
    return this.#isBox(char, first?.family ?? '') ? 'none' : 'system';
  }

  #isBox(char: string, family: string): boolean {
    const box = this.#boxes.get(family) ?? this.#probe(IN_NO_FONT, family);
    this.#boxes.set(family, box);
    return this.#probe(char, family) === box;
  }

  #probe(char: string, family: string): string {
    const context = this.#probes.getContext('2d');
    context.clearRect(0, 0, PROBE_DOTS, PROBE_DOTS);
    context.font = `400 24px ${quoted(family === '' ? [] : [family])}`;
    context.fillText(char, 4, 28);
    return Buffer.from(context.getImageData(0, 0, PROBE_DOTS, PROBE_DOTS).data).toString('latin1');
  }

  #load(slice: FontSlice, bold: boolean): boolean {
    const file = slice.file(bold);
    const known = this.#loaded.get(file);
    if (known !== undefined) return known;
    const bytes = readPackageFile(file);
    const loaded = bytes !== null && this.#canvas.GlobalFonts.register(bytes, slice.family) !== null;
    if (!loaded) process.emitWarning(`The font ${file} can't be loaded: what it has is printed as '?'.`);
    this.#loaded.set(file, loaded);
    return loaded;
  }
}

function quoted(families: readonly string[]): string {
  return [...families.map((family) => `"${family}"`), 'sans-serif'].join(', ');
}
