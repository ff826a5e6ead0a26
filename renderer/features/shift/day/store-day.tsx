import type { ShiftProps } from '#renderer/features/shift/shift-parts.ts';

export function StoreDay(_: ShiftProps & { onBack: () => void }) {
  return null;
}
