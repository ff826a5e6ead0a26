import type { Apdu } from '#drivers/terminal/protocol/zvt-apdu.ts';
import {
  accepted,
  CONTROL,
  codeOf,
  REFUSAL_CLASS,
  RESULT,
  readIntermediate,
  readStatus,
  refused,
  type StatusInformation,
} from '#drivers/terminal/protocol/zvt-messages.ts';
import type { ZvtLine } from './zvt-line.ts';

/** How a command to a terminal ended. `lost`: the line died or fell silent after it was sent. */
export type Exchange =
  | { end: 'completed'; status: StatusInformation | null }
  | { end: 'aborted'; code: number; status: StatusInformation | null }
  | { end: 'refused'; code: number }
  | { end: 'lost'; detail: string };

/** How long a terminal may take to take a command (T3), and then to say anything at all while a customer thinks. */
const TAKEN_MS = 5_000;
const SILENCE_MS = 120_000;
/** A terminal that talks on without end is none. */
const MESSAGES_MAX = 2_000;

/**
 * Sends a command and answers everything that the terminal sends until it says completion (06 0F) or abort (06 1E). A command ends
 * with one status information at most that counts: the last one.
 */
export async function exchange(
  line: ZvtLine,
  command: Uint8Array,
  options: { watch?(code: number, text: string): void; silenceMs?: number } = {},
): Promise<Exchange> {
  line.send(command);
  const first = await line.next(TAKEN_MS);
  if (!first) return { end: 'lost', detail: line.alive ? 'the command was not answered' : 'the line is dead' };
  if (isRefusal(first)) return { end: 'refused', code: codeOf(first) };
  let status: StatusInformation | null = null;
  let next: Apdu | null = isAccepted(first) ? null : first;
  for (let count = 0; count < MESSAGES_MAX; count++) {
    const message: Apdu | null = next ?? (await line.next(options.silenceMs ?? SILENCE_MS));
    next = null;
    if (!message) return { end: 'lost', detail: line.alive ? 'the terminal fell silent' : 'the line is dead' };
    const kind = message.control;
    if (isAccepted(message)) continue;
    line.send(isKnown(kind) ? accepted() : refused(RESULT.notPossible));
    if (kind === CONTROL.completion) return { end: 'completed', status };
    if (kind === CONTROL.aborted) return { end: 'aborted', code: codeOf(message), status };
    status = readStatus(message) ?? status;
    const shown = readIntermediate(message);
    if (shown) options.watch?.(shown.code, shown.text);
  }
  return { end: 'lost', detail: 'the terminal does not come to an end' };
}

/** Sends a command that is only taken or refused (06 B0). False when nothing came. */
export async function tell(line: ZvtLine, command: Uint8Array): Promise<boolean> {
  line.send(command);
  return (await line.next(TAKEN_MS)) !== null;
}

function isAccepted({ control }: Apdu): boolean {
  return control === CONTROL.accepted || control === REFUSAL_CLASS << 8;
}

function isRefusal({ control }: Apdu): boolean {
  return control >> 8 === REFUSAL_CLASS && !isAccepted({ control, data: new Uint8Array() });
}

function isKnown(control: number): boolean {
  const { completion, aborted, status, intermediate, printLine, printBlock } = CONTROL;
  return [completion, aborted, status, intermediate, printLine, printBlock].some((known) => known === control);
}
