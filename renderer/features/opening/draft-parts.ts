import type { ShopDraft } from './shop-draft.ts';

/** What every step before the shop is open is given. */
export interface DraftStepProps {
  draft: ShopDraft;
  onEdit: (change: Partial<ShopDraft>) => void;
  /** All that follows from one of the fields begins anew. */
  onDraft: (draft: ShopDraft) => void;
  /** What is wrong at a path of the shop, once the step was left; null where nothing is. */
  wrong: (at: string) => string | null;
}

/** Which step asks for what is at a path of the shop. */
export function stepOf(at: string): 'business' | 'taxes' | 'cash' | 'owner' {
  if (at.startsWith('rules')) return 'taxes';
  if (at.startsWith('owner') || at.startsWith('registerName')) return 'owner';
  if (/^store\.(name|address|taxNumber|language|storeId)/.test(at)) return 'business';
  return 'cash';
}
