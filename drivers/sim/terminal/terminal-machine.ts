import { type Apdu, ApduReader } from '#drivers/terminal/protocol/zvt-apdu.ts';
import { decodeBcd } from '#drivers/terminal/protocol/zvt-bcd.ts';
import { decodeFields, FIELD } from '#drivers/terminal/protocol/zvt-fields.ts';
import { accepted, CONTROL, RESULT, refused } from '#drivers/terminal/protocol/zvt-messages.ts';
import type { TerminalBehaviour, TerminalKey } from './terminal-behaviour.ts';
import type { TerminalLedger, TerminalTransaction } from './terminal-ledger.ts';
import { abortedMessage, completionMessage, intermediateMessage, statusMessage } from './terminal-messages.ts';

/** The till's end of the line, as the terminal sees it. */
export interface TillLine {
  write(bytes: Uint8Array): void;
  destroy(): void;
}

export interface MachineOptions {
  ledger: TerminalLedger;
  behaviour(): TerminalBehaviour;
  /** The line that was to die has died. */
  died(): void;
  onChange(): void;
}

/** Codes of intermediate status: insert card, asking the bank. */
const INSERT_CARD = 0x0a;
const ASKING_BANK = 0x04;

/** What a terminal does with a till's messages, over one line at a time. A transaction once begun goes on when the line dies. */
export class TerminalMachine {
  readonly #options: MachineOptions;
  #line: TillLine | null = null;
  #registered = false;
  #acknowledged: () => void = () => {};
  #press: ((key: TerminalKey) => void) | null = null;
  /** What is asked for at present, for the page. */
  asked: { kind: 'sale' | 'refund'; amount: number } | null = null;

  constructor(options: MachineOptions) {
    this.#options = options;
  }

  /** A till connected; gives what takes its bytes. */
  connected(line: TillLine): (bytes: Uint8Array) => void {
    const reader = new ApduReader();
    this.#line = line;
    this.#registered = false;
    return (bytes) => {
      for (const message of reader.push(bytes)) this.#take(line, message);
    };
  }

  disconnected(line: TillLine): void {
    if (this.#line === line) this.#line = null;
    this.#acknowledged();
  }

  press(key: TerminalKey): boolean {
    if (!this.#press) return false;
    this.#press(key);
    return true;
  }

  #take(line: TillLine, message: Apdu): void {
    const { control } = message;
    if (control === CONTROL.accepted || control === 0x8400) this.#acknowledged();
    else if (control === CONTROL.abort) {
      line.write(accepted());
      this.#press?.('cancel');
    } else if (this.#options.behaviour().busy || this.asked !== null) line.write(refused(RESULT.busy));
    else if (control === CONTROL.registration) {
      this.#registered = true;
      line.write(accepted());
      line.write(completionMessage());
    } else if (!this.#registered) line.write(refused(0x6b));
    else if (control === CONTROL.statusEnquiry) {
      line.write(accepted());
      line.write(completionMessage());
    } else if (control === CONTROL.authorisation) void this.#transact(line, 'sale', message.data);
    else if (control === CONTROL.refund) void this.#transact(line, 'refund', message.data.slice(3));
    else if (control === CONTROL.reversal) void this.#reverse(line, message.data.slice(3));
    else if (control === CONTROL.repeatReceipt) void this.#repeat(line);
    else line.write(refused(RESULT.notPossible));
  }

  async #transact(line: TillLine, kind: 'sale' | 'refund', data: Uint8Array): Promise<void> {
    const amount = Number(decodeBcd(decodeFields(data)?.get(FIELD.amount) ?? new Uint8Array()) || 0);
    if (amount === 0) {
      line.write(refused(0x9a));
      return;
    }
    this.asked = { kind, amount };
    this.#options.onChange();
    const pressed = new Promise<TerminalKey>((resolve) => {
      this.#press = resolve;
    });
    line.write(accepted());
    if (this.#options.behaviour().dies === 'asked') this.#die();
    await this.#tell(line, intermediateMessage(INSERT_CARD));
    const key = await this.#verdict(line, pressed);
    const tip = kind === 'sale' ? this.#options.behaviour().tip : 0;
    const transaction = this.#options.ledger.add(kind, amount + tip, key === 'approve');
    if (this.#options.behaviour().dies === 'approved' && key === 'approve') this.#die();
    this.asked = null;
    this.#options.onChange();
    await this.#finish(line, transaction);
  }

  /** What the customer and the bank come to; a key, or the till's abort, comes before the time is up. */
  async #verdict(line: TillLine, pressed: Promise<TerminalKey>): Promise<TerminalKey> {
    const { verdict, delayMs } = this.#options.behaviour();
    const wait = verdict === 'ask' ? null : delayMs;
    const timer = wait === null ? null : new Promise<void>((resolve) => setTimeout(resolve, wait).unref());
    const key = await (timer ? Promise.race([pressed, timer]) : pressed);
    this.#press = null;
    if (key === undefined) await this.#tell(line, intermediateMessage(ASKING_BANK));
    return key ?? (verdict === 'decline' ? 'decline' : 'approve');
  }

  async #reverse(line: TillLine, data: Uint8Array): Promise<void> {
    const receipt = Number(decodeBcd(decodeFields(data)?.get(FIELD.receipt) ?? new Uint8Array()) || 0);
    const { dies } = this.#options.behaviour();
    line.write(accepted());
    const transaction = this.#options.ledger.void(receipt);
    this.#options.onChange();
    if (transaction && dies !== null) this.#die();
    if (transaction) await this.#finish(line, transaction);
    else line.write(abortedMessage(0xb5));
  }

  async #repeat(line: TillLine): Promise<void> {
    const { last } = this.#options.ledger;
    line.write(accepted());
    if (last) await this.#tell(line, statusMessage(last));
    line.write(last ? completionMessage() : abortedMessage(RESULT.notPossible));
  }

  async #finish(line: TillLine, transaction: TerminalTransaction): Promise<void> {
    await this.#tell(line, statusMessage(transaction));
    if (this.#line === line) line.write(transaction.approved ? completionMessage() : abortedMessage(RESULT.abort));
  }

  /** Sends, and waits for the till to acknowledge or the line to die. */
  async #tell(line: TillLine, bytes: Uint8Array): Promise<void> {
    if (this.#line !== line) return;
    const acknowledged = new Promise<void>((resolve) => {
      this.#acknowledged = resolve;
    });
    line.write(bytes);
    await acknowledged;
  }

  #die(): void {
    const line = this.#line;
    this.#line = null;
    this.#options.died();
    line?.destroy();
  }
}
