/** Whether a printer answers and how it confirms a receipt, as a person chooses it; `model`: as its model is known to. */
export const PRINTER_ANSWERS = ['model', 'find-out', 'job-number', 'paper-sensor', 'no'] as const;
export type PrinterAnswers = (typeof PRINTER_ANSWERS)[number];

type AddressOptions = Readonly<Record<string, string>>;

/** The options of its address that say so; see `printerAt`. */
const OPTIONS: Readonly<Record<PrinterAnswers, AddressOptions>> = {
  model: {},
  'find-out': { answers: 'yes', confirm: 'auto' },
  'job-number': { answers: 'yes', confirm: 'process-id' },
  'paper-sensor': { answers: 'yes', confirm: 'paper-sensor' },
  no: { answers: 'no' },
};

/** What the options of an address say of it. */
export function answersOf({ answers, confirm }: AddressOptions): PrinterAnswers {
  if (answers === 'no') return 'no';
  if (confirm === 'process-id') return 'job-number';
  if (confirm === 'paper-sensor') return 'paper-sensor';
  return answers === undefined && confirm === undefined ? 'model' : 'find-out';
}

/** The options with another choice in them; what else they say stays. */
export function withAnswers(
  { answers: _, confirm: __, ...others }: AddressOptions,
  chosen: PrinterAnswers,
): AddressOptions {
  return { ...others, ...OPTIONS[chosen] };
}
