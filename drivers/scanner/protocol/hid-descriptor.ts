/** A field of an input report: `count` values of `bits` bits each, one after another from `bitOffset` on. */
export interface HidField {
  /** 0 where reports are not numbered. */
  reportId: number;
  usagePage: number;
  usage: number;
  /** From the beginning of the data, the report's number not counted. */
  bitOffset: number;
  bits: number;
  count: number;
}

/** More bits than this in one report is no descriptor of a device that exists, but noise. */
const REPORT_BITS_MAX = 64 * 1024 * 8;

interface Global {
  usagePage: number;
  bits: number;
  count: number;
  reportId: number;
}

/**
 * The fields of a device's input reports by its report descriptor (USB Device Class Definition for HID 1.11, section 6.2.2).
 * Undefined for bytes that are no descriptor.
 */
export function inputFields(descriptor: Uint8Array): HidField[] | undefined {
  const fields: HidField[] = [];
  const used = new Map<number, number>();
  const stack: Global[] = [];
  let global: Global = { usagePage: 0, bits: 0, count: 0, reportId: 0 };
  let usages: number[] = [];
  let least: number | undefined;
  let at = 0;
  while (at < descriptor.length) {
    const prefix = descriptor[at] ?? 0;
    if (prefix === 0xfe) {
      at += 3 + (descriptor[at + 1] ?? 0);
      continue;
    }
    const size = [0, 1, 2, 4][prefix & 3] ?? 0;
    if (at + 1 + size > descriptor.length) return undefined;
    const value = unsigned(descriptor.subarray(at + 1, at + 1 + size));
    at += 1 + size;
    switch (prefix & 0xfc) {
      case 0x04:
        global = { ...global, usagePage: value };
        break;
      case 0x74:
        global = { ...global, bits: value };
        break;
      case 0x94:
        global = { ...global, count: value };
        break;
      case 0x84:
        global = { ...global, reportId: value };
        break;
      case 0xa4:
        stack.push(global);
        break;
      case 0xb4:
        global = stack.pop() ?? global;
        break;
      case 0x08:
        usages.push(size === 4 ? value : global.usagePage * 0x10000 + value);
        break;
      case 0x18:
        least = value;
        break;
      case 0x28:
        for (let usage = least ?? value; usage <= value && usages.length < 0x1000; usage++)
          usages.push(global.usagePage * 0x10000 + usage);
        break;
      case 0x80: {
        const bitOffset = used.get(global.reportId) ?? 0;
        const total = global.bits * global.count;
        if (bitOffset + total > REPORT_BITS_MAX) return undefined;
        fields.push(...fieldsOf(global, usages, bitOffset));
        used.set(global.reportId, bitOffset + total);
      }
    }
    if ((prefix & 0x0c) === 0) {
      usages = [];
      least = undefined;
    }
  }
  return fields;
}

/** Values go to usages in turn; the last usage has all that are left (section 6.2.2.8). */
function fieldsOf({ bits, count, reportId }: Global, usages: readonly number[], bitOffset: number): HidField[] {
  return usages.slice(0, count).map((usage, index) => ({
    reportId,
    usagePage: Math.floor(usage / 0x10000),
    usage: usage % 0x10000,
    bitOffset: bitOffset + index * bits,
    bits,
    count: index === Math.min(usages.length, count) - 1 ? count - index : 1,
  }));
}

function unsigned(bytes: Uint8Array): number {
  return bytes.reduceRight((value, byte) => value * 256 + byte, 0);
}
