import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { storePolicy } from '#contracts/views/store-policy.ts';
import type { Tender } from '#domain/tender/tender.ts';

/** A tender that pays a whole cart with one key or touch. */
export interface WholeTender {
  tender: Tender;
  key: 'Shift+F12' | 'Ctrl+F12';
}

/** The store's own cash, exactly, and the card on the till's terminal: what most carts are paid by. */
export function wholeTenders(config: RegisterConfig): WholeTender[] {
  const { tenders } = storePolicy(config.store);
  const cash = tenders.find(({ kind, foreign }) => kind === 'cash' && !foreign);
  const card = tenders.find(({ kind }) => kind === 'card');
  return [
    ...(cash ? [{ tender: cash, key: 'Shift+F12' } as const] : []),
    ...(card ? [{ tender: card, key: 'Ctrl+F12' } as const] : []),
  ];
}
