import type { Label, LabelPrinterSettings } from '#contracts/ipc/devices.ts';
import { fitText, textDots } from './fit-text.ts';
import { type LabelSymbology, labelBarcode } from './label-barcode.ts';

/** The labels that are in a printer. */
export type LabelStock = Pick<LabelPrinterSettings, 'widthMm' | 'heightMm' | 'dotsPerMm'>;

/** Something on a label, in dots from its top left corner. */
export type LabelPart =
  | {
      kind: 'text';
      role: 'name' | 'detail' | 'price' | 'was' | 'unit-price' | 'digits';
      x: number;
      y: number;
      /** Of the room it is aligned in. */
      width: number;
      /** Of one line, which its letters fill. */
      height: number;
      align: 'left' | 'center' | 'right';
      lines: string[];
    }
  /** A line through the price before. */
  | { kind: 'strike'; x: number; y: number; width: number; height: number }
  | {
      kind: 'barcode';
      symbology: LabelSymbology;
      text: string;
      x: number;
      y: number;
      width: number;
      height: number;
      moduleDots: number;
    };

type TextPart = Extract<LabelPart, { kind: 'text' }>;

const MARGIN_MM = 1.5;
/** Parts of the height between the margins; what is left is the price's. */
const NAME = 0.14;
const SMALL = 0.09;
const BARS = 0.24;
const GAP = 0.02;
/** Nothing needs to be larger than that, in millimetres. */
const MOST = { name: 6, small: 3.5, bars: 15, price: 20 };
/** Below these heights between the margins there is room for one line of the name and no detail; and for no barcode. */
const SHORT_MM = 15;
const TINY_MM = 10;
/** Module widths: smaller ones are not read (GS1 General Specifications 5.12: 0.264 mm; 0.25 mm is what 203 dpi gives), wider ones are not needed. */
const MODULE_MM = { least: 0.16, most: 0.4 };
const LEAST_DOTS = 8;

/** How wide and high a label is, in dots. */
export function labelDots({ widthMm, heightMm, dotsPerMm }: LabelStock): { width: number; height: number } {
  return { width: widthMm * dotsPerMm, height: heightMm * dotsPerMm };
}

/**
 * Where everything goes on a label, computed from its size: the name in up to two lines, the detail, the price as large as fits
 * with the price before and the unit price at its left, and the barcode with its digits. Nothing overlaps or leaves the label.
 */
export function layoutLabel(label: Label, stock: LabelStock): LabelPart[] {
  const { width, height } = labelDots(stock);
  const mm = stock.dotsPerMm;
  const margin = Math.round(MARGIN_MM * mm);
  const room = height - 2 * margin;
  const across = width - 2 * margin;
  const gap = Math.max(1, Math.round(room * GAP));
  const small = capped(room * SMALL, MOST.small * mm);
  const short = room < SHORT_MM * mm;
  const column = { x: margin, width: across };

  const parts: LabelPart[] = [];
  let top = margin;
  const name = textPart('name', label.name, { ...column, y: top }, capped(room * NAME, MOST.name * mm), short ? 1 : 2);
  parts.push(name);
  top += name.height * name.lines.length + gap;
  if (label.detail && !short) {
    const detail = textPart('detail', label.detail, { ...column, y: top }, small);
    parts.push(detail);
    top += detail.height + gap;
  }

  let bottom = height - margin;
  if (label.barcode && room >= TINY_MM * mm) {
    const digits = textPart('digits', label.barcode, { ...column, y: bottom - small }, small, 1, 'center');
    const bars = barcodePart(label.barcode, width, mm, capped(room * BARS, MOST.bars * mm));
    bottom -= small + gap;
    if (bars) {
      bottom -= bars.height;
      parts.push({ ...bars, y: bottom });
      bottom -= gap;
    }
    parts.push(bars ? { ...digits, lines: [bars.text] } : digits);
  }
  return [...parts, ...priceParts(label, { ...column, y: top, height: bottom - top }, gap, mm)];
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

function priceParts(label: Label, box: Box, gap: number, mm: number): LabelPart[] {
  const beside = label.was || label.unitPrice;
  const priceRoom = beside ? Math.floor(box.width * 0.6) : box.width;
  const price = textPart(
    'price',
    label.price,
    { x: box.x, y: box.y, width: priceRoom },
    capped(box.height, MOST.price * mm),
  );
  const wide = beside ? Math.min(priceRoom, textDots(price.lines[0] ?? '', price.height)) : priceRoom;
  const placed: LabelPart = {
    ...price,
    x: box.x + box.width - wide,
    y: box.y + Math.floor((box.height - price.height) / 2),
    width: wide,
    align: 'right',
  };
  if (!beside) return [placed];
  const side = { x: box.x, width: box.width - wide - gap };
  const each = capped(box.height * 0.45, MOST.small * mm);
  const parts: LabelPart[] = [placed];
  if (label.was) {
    const was = textPart('was', label.was, { ...side, y: box.y + (label.unitPrice ? 0 : box.height - each) }, each);
    const thick = Math.max(2, Math.round(was.height / 10));
    const struck = Math.min(side.width, textDots(was.lines[0] ?? '', was.height));
    const y = was.y + Math.floor((was.height - thick) / 2);
    parts.push(was, { kind: 'strike', x: was.x, y, width: struck, height: thick });
  }
  if (label.unitPrice) {
    parts.push(textPart('unit-price', label.unitPrice, { ...side, y: box.y + box.height - each }, each));
  }
  return parts;
}

function textPart(
  role: TextPart['role'],
  text: string,
  at: { x: number; y: number; width: number },
  height: number,
  lines = 1,
  align: TextPart['align'] = 'left',
): TextPart {
  const least = role === 'name' || role === 'detail' ? Math.ceil(height * 0.75) : LEAST_DOTS;
  const fitted = fitText(text, { width: at.width, height, least, lines });
  return { kind: 'text', role, ...at, align, height: fitted.height, lines: fitted.lines };
}

/** As wide as can be read well; null for what no symbol holds, or none of this label's width. */
function barcodePart(text: string, width: number, mm: number, height: number) {
  const barcode = labelBarcode(text);
  if (!barcode) return null;
  const fits = Math.floor(width / (barcode.modules + 2 * barcode.quiet));
  const moduleDots = Math.min(fits, Math.floor(MODULE_MM.most * mm));
  if (moduleDots < MODULE_MM.least * mm) return null;
  const wide = barcode.modules * moduleDots;
  const x = Math.floor((width - wide) / 2);
  return {
    kind: 'barcode',
    symbology: barcode.symbology,
    text: barcode.text,
    x,
    y: 0,
    width: wide,
    height,
    moduleDots,
  } as const;
}

function capped(dots: number, most: number): number {
  return Math.max(1, Math.floor(Math.min(dots, most)));
}
