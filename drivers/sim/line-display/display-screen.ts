import iconv from 'iconv-lite';

const ESC = 0x1b;
const US = 0x1f;
/** Bytes after `ESC` or `US` and the command's own: ESC/POS (Epson DM-D, ESC/POS for displays) and CD5220. */
const ARGUMENTS: Readonly<Record<string, number>> = {
  [`${ESC} 0x40`]: 0,
  [`${ESC} 0x74`]: 1,
  [`${ESC} 0x52`]: 1,
  [`${ESC} 0x2a`]: 1,
  [`${ESC} 0x5f`]: 1,
  [`${ESC} 0x6c`]: 2,
  [`${ESC} 0x51`]: 1,
  [`${ESC} 0x3d`]: 1,
  [`${US} 0x24`]: 2,
  [`${US} 0x58`]: 1,
  [`${US} 0x43`]: 1,
  [`${US} 0x45`]: 1,
  [`${US} 0x72`]: 1,
};
/** Code tables of `ESC t`. */
const TABLES: Readonly<Record<number, string>> = {
  0: 'cp437',
  2: 'cp850',
  16: 'win1252',
  17: 'cp866',
  18: 'cp852',
  19: 'cp858',
};

/** What two lines of a display show of the bytes they are sent, in ESC/POS or CD5220. */
export class DisplayScreen {
  readonly #columns: number;
  #cells: string[][];
  #column = 0;
  #row = 0;
  #table = 'cp437';
  #command: number[] = [];
  /** `ESC Q A`, `ESC Q B`: text up to CR for one line. */
  #lineText: number[] | null = null;

  constructor(columns: number) {
    this.#columns = columns;
    this.#cells = blank(columns);
  }

  get lines(): string[] {
    return this.#cells.map((line) => line.join(''));
  }

  push(bytes: Uint8Array): void {
    for (const byte of bytes) this.#take(byte);
  }

  #take(byte: number): void {
    if (this.#lineText) this.#takeLine(this.#lineText, byte);
    else if (this.#command.length > 0) this.#takeCommand(byte);
    else if (byte === ESC || byte === US) this.#command = [byte];
    else if (byte < 0x20) this.#control(byte);
    else this.#show(iconv.decode(Buffer.of(byte), this.#table));
  }

  #takeLine(text: number[], byte: number): void {
    if (byte !== 0x0d) {
      text.push(byte);
      return;
    }
    const shown = iconv.decode(Buffer.from(text), this.#table).padEnd(this.#columns);
    this.#cells[this.#row] = [...shown].slice(0, this.#columns);
    this.#lineText = null;
  }

  #takeCommand(byte: number): void {
    this.#command.push(byte);
    const [lead = 0, name = 0, first = 0, second = 0] = this.#command;
    const wanted = ARGUMENTS[`${lead} 0x${name.toString(16).padStart(2, '0')}`] ?? 0;
    if (this.#command.length < 2 + wanted) return;
    this.#command = [];
    if (lead === ESC && name === 0x40) this.#clear('cp437');
    if (lead === ESC && name === 0x74) this.#table = TABLES[first] ?? this.#table;
    if (name === (lead === ESC ? 0x6c : 0x24)) this.#move(first - 1, second - 1);
    if (lead === ESC && name === 0x51) {
      this.#row = first === 0x42 ? 1 : 0;
      this.#lineText = [];
    }
  }

  #control(byte: number): void {
    if (byte === 0x0c) this.#clear(this.#table);
    if (byte === 0x0b) this.#move(0, 0);
    if (byte === 0x0d) this.#column = 0;
    if (byte === 0x0a) this.#row = 1 - this.#row;
    if (byte === 0x08) this.#move(this.#column - 1, this.#row);
    if (byte === 0x18) this.#cells[this.#row] = blank(this.#columns)[0] ?? [];
  }

  #show(char: string): void {
    const line = this.#cells[this.#row];
    if (line) line[this.#column] = char;
    this.#column += 1;
    if (this.#column === this.#columns) this.#move(0, 1 - this.#row);
  }

  #move(column: number, row: number): void {
    this.#column = Math.min(Math.max(column, 0), this.#columns - 1);
    this.#row = Math.min(Math.max(row, 0), 1);
  }

  #clear(table: string): void {
    this.#cells = blank(this.#columns);
    this.#table = table;
    this.#move(0, 0);
  }
}

function blank(columns: number): string[][] {
  return [0, 1].map(() => Array<string>(columns).fill(' '));
}
