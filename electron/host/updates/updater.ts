/** Why an update could not be had, or did not come about. Codes of the error registry. */
export type UpdateFault =
  | 'update-unavailable'
  | 'update-download'
  | 'update-unverified'
  | 'update-install'
  | 'update-insecure';

export type UpdateOutcome = { ok: true } | { ok: false; fault: UpdateFault };

/** What installs a new version of the program, where there is something that can. */
export interface Updater {
  /** Downloads a version and verifies it; what is here already is verified alone. `onPercent` is called as it goes on. */
  download(version: string, onPercent: (percent: number) => void): Promise<UpdateOutcome>;
  /** Ends the program, installs what was downloaded, and starts it again. Answers only when that does not come about. */
  install(): Promise<UpdateOutcome & { ok: false }>;
}

/** Where a register gets its releases, and what lets it in. */
export interface UpdateSource {
  url: string;
  token: string;
}

/** Makes the updater of a program for a register's server. */
export type OpenUpdater = (source: UpdateSource) => Updater;
