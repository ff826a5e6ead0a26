import type { ParkedCart } from '#contracts/facts/sale-facts.ts';
import type { Cart, Note } from '#domain/order/cart.ts';

/** The cart as it travels: of every free text only its id. */
export function toParked(cart: Cart): ParkedCart {
  const { note, taxExemption, lines, depositOn: _, accountPayment: __, ...rest } = cart;
  return {
    ...rest,
    lines: lines.map(({ note: lineNote, ...line }) => (lineNote ? { ...line, noteId: lineNote.id } : line)),
    ...(taxExemption ? { taxExemption: parkedExemption(taxExemption) } : {}),
    ...(note ? { noteId: note.id } : {}),
  };
}

/** The cart again, with its texts by id; a text that is not known is left out. */
export function fromParked(parked: ParkedCart, notes: Readonly<Record<string, string>>): Cart {
  const { noteId, taxExemption, lines, ...rest } = parked;
  const noteOf = (id: string | undefined): Note | undefined => {
    const text = id === undefined ? undefined : notes[id];
    return id === undefined || text === undefined ? undefined : { id, text };
  };
  const note = noteOf(noteId);
  return {
    ...rest,
    lines: lines.map(({ noteId: lineNoteId, ...line }) => {
      const lineNote = noteOf(lineNoteId);
      return lineNote ? { ...line, note: lineNote } : line;
    }),
    ...(taxExemption ? { taxExemption: cartExemption(taxExemption, noteOf) } : {}),
    ...(note ? { note } : {}),
  };
}

/** Every free text of a cart. */
export function notesOf(cart: Cart): Note[] {
  return [cart.note, cart.taxExemption?.certificate, ...cart.lines.map((line) => line.note)].filter(
    (note) => note !== undefined,
  );
}

function parkedExemption({ certificate, ...rest }: NonNullable<Cart['taxExemption']>): ParkedCart['taxExemption'] {
  return certificate ? { ...rest, certificateId: certificate.id } : rest;
}

function cartExemption(
  { certificateId, ...rest }: NonNullable<ParkedCart['taxExemption']>,
  noteOf: (id: string | undefined) => Note | undefined,
): NonNullable<Cart['taxExemption']> {
  const certificate = noteOf(certificateId);
  return certificate ? { ...rest, certificate } : rest;
}
