import Type, { type Static, type TProperties } from 'typebox';
import { Count, Id, Text, Uuid } from '#contracts/schema.ts';
import { done, Fault, failed } from './answer.ts';

const strict = { additionalProperties: false };
const object = <P extends TProperties>(properties: P) => Type.Object(properties, strict);

/**
 * Where a device is: `tcp://host:port`; `serial:PATH?baud=9600&data=8&parity=none&stop=1`; `usb:PATH` (a printer-class
 * device node); `spooler:QUEUE` of the operating system; `hid:PATH`. Read by `drivers/transport/device-address.ts`.
 */
export const DeviceAddress = Text;

export const PrinterSettings = object({
  address: DeviceAddress,
  /** A key of `drivers/printer/protocol/models.ts`: language, code pages, scripts, resolution, cutter. */
  model: Id,
  /** Where it differs from the model's. */
  widthMm: Type.Optional(Type.Union([Type.Literal(58), Type.Literal(80)])),
});
export type PrinterSettings = Static<typeof PrinterSettings>;

export const LabelPrinterSettings = object({
  address: DeviceAddress,
  language: Type.Union([Type.Literal('zpl'), Type.Literal('escpos')]),
  /** The size of one label. */
  widthMm: Type.Integer({ minimum: 20, maximum: 110 }),
  heightMm: Type.Integer({ minimum: 10, maximum: 200 }),
  /** 8 is 203 dpi, 12 is 300 dpi. */
  dotsPerMm: Type.Union([Type.Literal(6), Type.Literal(8), Type.Literal(12), Type.Literal(24)]),
});
export type LabelPrinterSettings = Static<typeof LabelPrinterSettings>;

export const DrawerSettings = Type.Union([
  object({
    by: Type.Literal('printer'),
    pin: Type.Union([Type.Literal(2), Type.Literal(5)]),
    /** What the kick-out connector's pin 3 shows while the drawer is open; `none`: the drawer has no switch. */
    openLevel: Type.Union([Type.Literal('high'), Type.Literal('low'), Type.Literal('none')]),
  }),
  object({
    by: Type.Literal('serial'),
    address: DeviceAddress,
    /** What opens it, as hexadecimal bytes. */
    opens: Type.String({ pattern: '^([0-9A-Fa-f]{2}){1,32}$' }),
  }),
]);
export type DrawerSettings = Static<typeof DrawerSettings>;

export const ScannerSettings = object({
  scannerId: Id,
  kind: Type.Union([Type.Literal('serial'), Type.Literal('hid')]),
  address: DeviceAddress,
  /** What a serial scanner sends around a code, beside the AIM identifier; a suffix when none is said is CR, LF or both. */
  prefix: Type.Optional(Type.String({ maxLength: 10 })),
  suffix: Type.Optional(Type.String({ minLength: 1, maxLength: 10 })),
});
export type ScannerSettings = Static<typeof ScannerSettings>;

export const WedgeSettings = object({
  /** The keyboard layout the scanner types in, when it is not the computer's; `auto` repairs what is recognisably garbled. */
  layout: Type.Union([Type.Literal('auto'), Type.Literal('us'), Type.Literal('fr'), Type.Literal('de')]),
  maxGapMs: Type.Integer({ minimum: 10, maximum: 200 }),
  minLength: Type.Integer({ minimum: 3, maximum: 20 }),
  /** A key the scanner is set up to send first, which tells a scan beyond doubt; empty for none. */
  prefix: Type.String({ maxLength: 3 }),
});
export type WedgeSettings = Static<typeof WedgeSettings>;

export const LineDisplaySettings = object({
  address: DeviceAddress,
  language: Type.Union([Type.Literal('escpos'), Type.Literal('cd5220')]),
  columns: Type.Union([Type.Literal(16), Type.Literal(20), Type.Literal(40)]),
});
export type LineDisplaySettings = Static<typeof LineDisplaySettings>;

export const ScaleSettings = object({
  address: DeviceAddress,
  protocol: Type.Union([Type.Literal('mettler-8217'), Type.Literal('cas'), Type.Literal('dialog06')]),
  /** For a Dialog 06 scale set to ask for checksums: what its maker and the till's agreed on, 16 bits each as hexadecimal digits. */
  checksums: Type.Optional(
    object({
      checksum: Type.String({ pattern: '^[0-9A-Fa-f]{4}$' }),
      polynomial: Type.String({ pattern: '^[0-9A-Fa-f]{4}$' }),
    }),
  ),
});
export type ScaleSettings = Static<typeof ScaleSettings>;

/** The second window, which faces the customer. */
export const CustomerWindowSettings = object({
  /** Shown between customers, as data URLs of pictures. */
  pictures: Type.Array(Type.String({ pattern: '^data:image/(png|jpeg|webp);base64,', maxLength: 700_000 }), {
    maxItems: 6,
  }),
});
export type CustomerWindowSettings = Static<typeof CustomerWindowSettings>;

/** The hardware of one register, kept by its host. */
export const DeviceSettings = object({
  printer: Type.Union([PrinterSettings, Type.Null()]),
  labelPrinter: Type.Union([LabelPrinterSettings, Type.Null()]),
  drawer: Type.Union([DrawerSettings, Type.Null()]),
  scanners: Type.Array(ScannerSettings, { maxItems: 8 }),
  wedge: WedgeSettings,
  lineDisplay: Type.Union([LineDisplaySettings, Type.Null()]),
  customerWindow: Type.Union([CustomerWindowSettings, Type.Null()]),
  scale: Type.Union([ScaleSettings, Type.Null()]),
});
export type DeviceSettings = Static<typeof DeviceSettings>;

export const DEVICE_DEFAULTS: DeviceSettings = {
  printer: null,
  labelPrinter: null,
  drawer: { by: 'printer', pin: 2, openLevel: 'high' },
  scanners: [],
  wedge: { layout: 'auto', maxGapMs: 35, minLength: 4, prefix: '' },
  lineDisplay: null,
  customerWindow: null,
  scale: null,
};

export const DeviceName = Type.Union([
  Type.Literal('printer'),
  Type.Literal('label-printer'),
  Type.Literal('drawer'),
  Type.Literal('scanner'),
  Type.Literal('line-display'),
  Type.Literal('scale'),
]);
export type DeviceName = Static<typeof DeviceName>;

/** How a device is, as last heard. */
export const DeviceState = object({
  device: DeviceName,
  /** Of a scanner: which of them; else the device's name. */
  deviceId: Id,
  /** `idle`: configured, nothing is known against it, and it is reached when needed. */
  state: Type.Union([Type.Literal('idle'), Type.Literal('connecting'), Type.Literal('ready'), Type.Literal('fault')]),
  fault: Type.Union([Fault, Type.Null()]),
  paper: Type.Optional(Type.Union([Type.Literal('ok'), Type.Literal('low'), Type.Literal('out')])),
  drawerOpen: Type.Optional(Type.Boolean()),
  /** Of a printer: false where nothing comes back from it, so that receipts are handed over and never known to be printed. */
  answers: Type.Optional(Type.Boolean()),
});
export type DeviceState = Static<typeof DeviceState>;

/** What a search came upon. */
export const FoundDevice = object({
  address: DeviceAddress,
  /** As the system or the device itself calls it. */
  name: Text,
  /** What it is taken to be; null when that can't be told. */
  device: Type.Union([DeviceName, Type.Null()]),
  /** A printer model that fits what it said of itself. */
  model: Type.Optional(Id),
});
export type FoundDevice = Static<typeof FoundDevice>;

/** What the customer sees. Words and amounts are formatted already, in the customer's language. */
export const CustomerView = Type.Union([
  object({ state: Type.Literal('idle'), language: Text, welcome: Text }),
  object({
    state: Type.Literal('cart'),
    language: Text,
    lines: Type.Array(
      object({ name: Text, detail: Type.Optional(Text), amount: Text, notes: Type.Optional(Type.Array(Text)) }),
      { maxItems: 500 },
    ),
    /** Which of the lines was touched last; the last of them where it is not said. */
    newest: Type.Optional(Count),
    /** What that line sells, as a data URL: the customer's page can load nothing by itself. */
    picture: Type.Optional(
      Type.String({ pattern: '^data:image/(jpeg|webp);base64,[A-Za-z0-9+/]+={0,2}$', maxLength: 70_000 }),
    ),
    totalLabel: Text,
    total: Text,
  }),
  object({
    state: Type.Literal('pay'),
    language: Text,
    totalLabel: Text,
    total: Text,
    /** For the customer to scan and pay. */
    qr: Type.Optional(Text),
    hint: Type.Optional(Text),
  }),
  object({
    state: Type.Literal('paid'),
    language: Text,
    totalLabel: Text,
    total: Text,
    changeLabel: Type.Optional(Text),
    change: Type.Optional(Text),
    thanks: Text,
  }),
]);
export type CustomerView = Static<typeof CustomerView>;

/** One shelf or price label. Words and amounts are formatted already. */
export const Label = object({
  name: Text,
  detail: Type.Optional(Text),
  price: Text,
  /** The price before, struck through, on a markdown label. */
  was: Type.Optional(Text),
  /** Price per kg, litre or piece (Directive 98/6/EC, article 3). */
  unitPrice: Type.Optional(Text),
  /** GTIN of 8, 12, 13 or 14 digits, or any text: EAN/UPC where it is one, Code 128 else. */
  barcode: Type.Optional(Text),
  copies: Type.Integer({ minimum: 1, maximum: 999 }),
});
export type Label = Static<typeof Label>;

/** What a window asks of the host about hardware. */
export const DEVICE_METHODS = {
  'devices.settings': { input: object({}), output: object({ settings: DeviceSettings }) },
  /** Keeps the settings and works with them from now on. What is wrong in them is said, and nothing is changed. */
  'devices.configure': { input: object({ settings: DeviceSettings }), output: done },
  /** Looks for devices. The network is searched only when asked (`network`): port 9100 in the machine's own subnets. */
  'devices.find': {
    input: object({
      searchId: Uuid,
      where: Type.Union([
        Type.Literal('serial'),
        Type.Literal('usb'),
        Type.Literal('hid'),
        Type.Literal('spooler'),
        Type.Literal('network'),
      ]),
    }),
    output: Type.Union([object({ ok: Type.Literal(true), found: Type.Array(FoundDevice) }), failed]),
  },
  'devices.find-cancel': { input: object({ searchId: Uuid }), output: done },
  /** A test page, a pulse, a greeting, a weight: with the settings given, which need not be kept yet. */
  'devices.test': {
    input: object({ device: DeviceName, deviceId: Type.Optional(Id), settings: DeviceSettings, language: Text }),
    output: Type.Union([object({ ok: Type.Literal(true), said: Type.Optional(Text) }), failed]),
  },
  /** A stable weight, once; waits for it up to the deadline. */
  'scale.weigh': {
    input: object({
      weighId: Uuid,
      /** Price of a kilogram in minor units with its decimals, for scales that show it (Dialog 06). */
      unitPrice: Type.Optional(Count),
      tareGrams: Type.Optional(Count),
      deadlineMs: Type.Integer({ minimum: 100, maximum: 60_000 }),
    }),
    output: Type.Union([object({ ok: Type.Literal(true), netGrams: Count, tareGrams: Count }), failed]),
  },
  'scale.weigh-cancel': { input: object({ weighId: Uuid }), output: done },
  'scale.zero': { input: object({}), output: done },
  /** What the customer's window and the line display show from now on; `plain` is the same for displays that lack its letters. */
  'display.show': { input: object({ view: CustomerView, plain: Type.Optional(CustomerView) }), output: done },
  /** Prints labels, one run at a time; the same run is printed once. */
  'labels.print': {
    input: object({ runId: Uuid, labels: Type.Array(Label, { minItems: 1, maxItems: 2000 }) }),
    /** `printed` of a run that failed: how many are known to have come out; one more may have. */
    output: Type.Union([
      object({ ok: Type.Literal(true), printed: Count }),
      object({ ok: Type.Literal(false), fault: Fault, printed: Type.Optional(Count) }),
    ]),
  },
  'labels.cancel': { input: object({ runId: Uuid }), output: done },
} as const;

/** `zero`: nothing is on it. */
export const ScaleSight = Type.Union([
  Type.Literal('waiting'),
  Type.Literal('motion'),
  Type.Literal('zero'),
  Type.Literal('overload'),
  Type.Literal('underload'),
  Type.Literal('not-zeroed'),
]);
export type ScaleSight = Static<typeof ScaleSight>;

/** What a host pushes about hardware. */
export const DeviceEvent = Type.Union([
  object({
    type: Type.Literal('scan'),
    text: Type.String({ minLength: 1, maxLength: 5000 }),
    /** AIM symbology identifier (ISO/IEC 15424), such as `]E0`. */
    symbology: Type.Union([Type.String({ pattern: '^\\][A-Za-z][0-9A-Za-z]$' }), Type.Null()]),
    scannerId: Id,
  }),
  object({ type: Type.Literal('finding'), searchId: Uuid, done: Count, total: Count }),
  object({ type: Type.Literal('labels'), runId: Uuid, printed: Count, total: Count }),
  object({ type: Type.Literal('customer'), view: CustomerView }),
  /** What is seen on the scale while a weight is waited for. */
  object({ type: Type.Literal('scale'), weighId: Uuid, sight: ScaleSight }),
]);
export type DeviceEvent = Static<typeof DeviceEvent>;
