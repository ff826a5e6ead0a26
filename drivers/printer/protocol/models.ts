import { BIXOLON, CITIZEN, EPSON, EPSON_M30, EPSON_OLD, POS_58, STAR, XPRINTER, ZIJIANG } from './model-pages.ts';
import { PAPER_58MM, PAPER_80MM, type PrinterProfile, type WideFont } from './printer-profile.ts';

/** A model of receipt printer, or a family of models that need the same bytes. */
export interface PrinterModel {
  /** As its maker calls it; a proper name, the same in every language. */
  name: string;
  profile: PrinterProfile;
  /** What narrows when it is fitted with 58 mm paper; missing where it takes one width only. */
  narrow?: Pick<PrinterProfile, 'columns' | 'dots'>;
}

const NARROW = { columns: 32, dots: 384 } as const;
/** 58 mm paper in Epson's 180 dpi and 203 dpi printers (technical reference guides, "Printing specifications"). */
const EPSON_NARROW_180 = { columns: 30, dots: 360 } as const;
const EPSON_NARROW_203 = { columns: 35, dots: 420 } as const;

const plain: PrinterProfile = { ...PAPER_80MM, wide: 'none', confirms: 'process-id' };
const t20: PrinterProfile = { ...plain, pages: EPSON, status: 'asb' };
const t88: PrinterProfile = { ...t20, columns: 42, dots: 512, dotsPerInch: 180 };
const m30: PrinterProfile = { ...t20, pages: EPSON_M30 };
const star: PrinterProfile = {
  ...plain,
  language: 'starprnt',
  pages: STAR,
  status: 'star-asb',
  confirms: 'star-counter',
};

/** A model made for a country with a two-byte script. Star's Chinese and Korean printers have no mode to leave, so no pages. */
function asian(base: PrinterProfile, wide: WideFont): PrinterProfile {
  const pages = base.language === 'starprnt' && wide !== 'shift-jis' ? [] : base.pages;
  return { ...base, wide, pages };
}

function family(
  key: string,
  name: string,
  profile: PrinterProfile,
  narrow: PrinterModel['narrow'],
): Record<string, PrinterModel> {
  return {
    [key]: { name, profile, narrow },
    [`${key}-zh`]: { name: `${name} (GB18030)`, profile: asian(profile, 'gbk'), narrow },
    [`${key}-zh-tw`]: { name: `${name} (Big5)`, profile: asian(profile, 'big5'), narrow },
    [`${key}-ja`]: { name: `${name} (Shift_JIS)`, profile: asian(profile, 'shift-jis'), narrow },
    [`${key}-ko`]: { name: `${name} (KS C 5601)`, profile: asian(profile, 'ks-c-5601'), narrow },
  };
}

/**
 * Receipt printers by key. The figures (dots, columns, dpi, cutter, codes a model draws by itself) are those of
 * escpos-printer-db (receipt-print-hq, CC BY 4.0, data/profile/*.yml at fe07c81), of ReceiptPrinterEncoder's printer
 * definitions (N. Leenheer, MIT, data/printers/*.json), and of the makers' manuals they name. Process ids (`GS ( H`) are
 * known to Epson's models, as is automatic status (`GS a`); the others named here confirm by `GS r`. What a model's entry leaves out (a Chinese font, native QR) comes as
 * dots where `encodeReceipt` is given a rasterizer, else it is spelled or printed as text.
 */
export const PRINTER_MODELS: Readonly<Record<string, PrinterModel>> = {
  /** What is assumed when nothing is known: Latin by Windows-1252, Chinese by GBK. */
  'generic-80': { name: 'ESC/POS 80 mm', profile: PAPER_80MM, narrow: NARROW },
  'generic-58': { name: 'ESC/POS 58 mm', profile: PAPER_58MM },
  ...family('epson-tm-t20', 'Epson TM-T20', t20, EPSON_NARROW_203),
  ...family('epson-tm-t88', 'Epson TM-T88', t88, EPSON_NARROW_180),
  ...family('epson-tm-m30', 'Epson TM-m30', m30, EPSON_NARROW_203),
  'epson-tm-t88iv': { name: 'Epson TM-T88III, TM-T88IV', profile: { ...t88, pages: EPSON_OLD } },
  ...family('star-mc-print3', 'Star mC-Print3', star, NARROW),
  'star-mc-print2': { name: 'Star mC-Print2', profile: { ...star, ...NARROW } },
  ...family('star-tsp100', 'Star TSP143III, TSP143IV', star, NARROW),
  ...family('star-tsp650', 'Star TSP650II', star, NARROW),
  'bixolon-srp-350': {
    name: 'Bixolon SRP-350',
    profile: { ...t88, pages: BIXOLON, status: 'dle-eot', confirms: 'paper-sensor' },
    narrow: EPSON_NARROW_180,
  },
  'citizen-ct-s310': {
    name: 'Citizen CT-S310',
    profile: { ...plain, pages: CITIZEN, confirms: 'paper-sensor' },
    narrow: NARROW,
  },
  'xprinter-80': {
    name: 'Xprinter, POS-80',
    profile: { ...PAPER_80MM, pages: XPRINTER, confirms: 'paper-sensor' },
    narrow: NARROW,
  },
  'pos-58': {
    name: 'POS-58, POS-5890',
    profile: { ...PAPER_58MM, pages: POS_58, cut: 'none', qr: 'raster', confirms: 'paper-sensor' },
  },
  'zijiang-5870': {
    name: 'ZiJiang ZJ-5870',
    profile: {
      ...PAPER_58MM,
      pages: ZIJIANG,
      cut: 'none',
      barcodes: 'raster',
      qr: 'raster',
      confirms: 'paper-sensor',
    },
  },
  'sunmi-58': {
    name: 'Sunmi 58 mm',
    profile: { ...PAPER_58MM, cut: 'none', drawerPins: [], status: 'none', confirms: 'none' },
  },
  'sunmi-80': { name: 'Sunmi 80 mm', profile: PAPER_80MM, narrow: NARROW },
};

/** The profile of a model on the paper it is fitted with; `null` for a key that names none. */
export function modelProfile(key: string, widthMm?: 58 | 80): PrinterProfile | null {
  const model = Object.hasOwn(PRINTER_MODELS, key) ? PRINTER_MODELS[key] : undefined;
  if (!model) return null;
  return widthMm === 58 && model.narrow ? { ...model.profile, ...model.narrow } : model.profile;
}
