import type { ReactNode } from 'react';
import type { ShiftProps } from '#renderer/features/shift/shift-parts.ts';
export function ReportsScreen(_: ShiftProps & { top: ReactNode }) {
  return null;
}
