/** Why an update could not be had, or did not come about. Codes of the error registry. */
export type UpdateFault =
  | 'update-unavailable'
  | 'update-download'
  | 'update-unsigned'
  | 'update-keyless'
  | 'update-forged'
  | 'update-older'
  | 'update-unverified'
  | 'update-install'
  | 'update-insecure';

export type UpdateOutcome = { ok: true } | { ok: false; fault: UpdateFault };

/** What brings a new version of the program, and proves it. */
export interface Updater {
  /** Downloads a version and proves it; what is here already is proven alone. `onPercent` is called as it goes on. */
  download(version: string, onPercent: (percent: number) => void): Promise<UpdateOutcome>;
  /** Whether what was downloaded is still what was proven. It takes as long as reading it. */
  verify(): Promise<UpdateOutcome>;
  /** Ends the program, installs what was downloaded, and starts it again. Answers only when that does not come about. */
  install(): Promise<UpdateOutcome & { ok: false }>;
}

/** What downloads and installs a package, where there is something that can; who made it is for others to prove. */
export interface PackageUpdater extends Pick<Updater, 'install'> {
  /** Gives the file that `install` will run. */
  download(
    version: string,
    onPercent: (percent: number) => void,
  ): Promise<{ ok: true; file: string } | { ok: false; fault: UpdateFault }>;
}

/** Where a register gets its releases, and what lets it in. */
export interface UpdateSource {
  url: string;
  token: string;
}

/** Makes the package updater of a program for a register's server. */
export type OpenUpdater = (source: UpdateSource) => PackageUpdater;
