import { PRINTER_MODELS } from '#drivers/printer/protocol/models.ts';

export interface FoundModel {
  model: string;
  name: string;
}

const ALL: readonly FoundModel[] = Object.entries(PRINTER_MODELS).map(([model, { name }]) => ({ model, name }));

/** Printer models whose maker, name or script has every word that was typed; all of them for none. */
export function findModels(typed: string): FoundModel[] {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  return ALL.filter(({ model, name }) => {
    const text = `${plain(name)} ${plain(model)}`;
    const joined = text.replaceAll(' ', '');
    return words.every((word) => text.includes(word) || joined.includes(word));
  });
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[-_/,.]/g, ' ');
}
