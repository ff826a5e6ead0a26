/** Keeps secrets unreadable to whoever copies the folder, where the platform can; `name` says how they were sealed. */
export interface Seal {
  readonly name: string;
  seal(text: string): string;
  /** Undefined when this seal cannot open it. */
  open(sealed: string): string | undefined;
}

/** No seal but the file's mode. */
export const plainSeal: Seal = { name: 'plain', seal: (text) => text, open: (sealed) => sealed };
