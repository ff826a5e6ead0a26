import type { SettingsAnswer } from '#contracts/http/settings.ts';
import type { StoreDraft } from './store-draft.ts';

/** What each tab of a store's settings is given. */
export interface FormPart {
  draft: StoreDraft;
  edit: (change: Partial<StoreDraft>) => void;
  /** What is wrong with a field, in words; null until somebody tried to save it. */
  wrong: (at: string) => string | null;
  /** What was typed into a field is no number. */
  onBad: (at: string, bad: boolean) => void;
  fixed: SettingsAnswer['fixed'];
}
