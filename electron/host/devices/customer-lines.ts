import type { CustomerView } from '#contracts/ipc/devices.ts';
import type { DisplayLines } from '#drivers/display/line-display.ts';
import { charColumns, textColumns } from '#drivers/printer/protocol/text-width.ts';

/** What of a customer's view fits on two lines of so many columns: the newest line and the total, what is to be paid, the change. */
export function customerLines(view: CustomerView, columns: number): DisplayLines {
  switch (view.state) {
    case 'idle':
      return wrapped(view.welcome, columns);
    case 'cart': {
      const newest = view.lines.at(view.newest ?? -1);
      const total = row(view.totalLabel, view.total, columns);
      return [newest ? row(newest.name, newest.amount, columns) : '', total];
    }
    case 'pay':
      return [row(view.totalLabel, view.total, columns), cut(view.hint ?? '', columns)];
    case 'paid':
      if (view.changeLabel && view.change) {
        return [row(view.changeLabel, view.change, columns), cut(view.thanks, columns)];
      }
      return [row(view.totalLabel, view.total, columns), cut(view.thanks, columns)];
  }
}

/** Each line as it was meant where a display can write it, else in its plain form, where there is one. */
export function legibleLines(
  lines: DisplayLines,
  plain: DisplayLines | null,
  spells: (lines: DisplayLines) => boolean,
): DisplayLines {
  if (plain === null || spells(lines)) return lines;
  const mixed: DisplayLines = [
    spells([lines[0], '']) ? lines[0] : plain[0],
    spells(['', lines[1]]) ? lines[1] : plain[1],
  ];
  return spells(mixed) ? mixed : plain;
}

/** Text on the left, cut short where it must be, an amount on the right, whole. */
function row(left: string, right: string, columns: number): string {
  const amount = cut(right, columns);
  const room = columns - textColumns(amount) - 1;
  if (room <= 0) return amount;
  const text = cut(left, room);
  return text + ' '.repeat(columns - textColumns(text) - textColumns(amount)) + amount;
}

/** As much of a text from its start as fits. */
function cut(text: string, columns: number): string {
  let kept = '';
  let used = 0;
  for (const char of text) {
    used += charColumns(char);
    if (used > columns) break;
    kept += char;
  }
  return kept.trimEnd();
}

/** A text on both lines, parted at a space where there is one. */
function wrapped(text: string, columns: number): DisplayLines {
  if (textColumns(text) <= columns) return [text, ''];
  const first = cut(text, columns + 1);
  const space = first.lastIndexOf(' ');
  const upper = space > 0 ? first.slice(0, space) : cut(text, columns);
  return [upper, cut(text.slice(upper.length).trimStart(), columns)];
}
