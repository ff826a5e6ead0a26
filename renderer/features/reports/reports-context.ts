import { createContext, useContext } from 'react';
import type { Permission } from '#domain/operator/permission.ts';
import type { ShiftProps } from '#renderer/app/at-till.ts';
import { type ExternalStore, useStore } from '#renderer/app/external-store.ts';
import type { Destination } from './destination.ts';
import type { ReportsPlace } from './report-place.ts';

/** What every report leans on. */
export interface Reports extends ShiftProps {
  /** The business date. */
  today: string;
  place: ExternalStore<ReportsPlace>;
  may: (permission: Permission) => boolean;
  /** To where something is done, in another section. */
  onGo: (destination: Destination) => void;
}

const ReportsContext = createContext<Reports | null>(null);
export const ReportsProvider = ReportsContext.Provider;

/** The reports' section; only below `ReportsProvider`. */
export function useReports(): Reports {
  const reports = useContext(ReportsContext);
  if (!reports) throw new Error('useReports: no ReportsProvider above');
  return reports;
}

/** What is looked at, and what changes it. */
export function usePlace(): [ReportsPlace, (change: Partial<ReportsPlace>) => void] {
  const { place } = useReports();
  return [useStore(place), (change) => place.update((current) => ({ ...current, ...change }))];
}
