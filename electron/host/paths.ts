import { join } from 'node:path';

/** Where a till keeps what. Everything lies in `<dataDir>/till`, taken by one process at a time. */
export interface TillPaths {
  folder: string;
  register: string;
  config: string;
  watermark: string;
  pinAttempts: string;
  printJobs: string;
  journal: string;
  /** Persons' texts, until the server is sure to have them. */
  vault: string;
  /** Pictures of products. */
  pictures: string;
  /** The hardware of this register. */
  devices: string;
  /** What payments must not forget. */
  payments: string;
  /** What became of updates. */
  update: string;
  /** Chromium's profile, in Electron. */
  profile: string;
  /** The token of the browser host's pages. */
  pageToken: string;
}

export function tillPaths(dataDir: string): TillPaths {
  const folder = join(dataDir, 'till');
  return {
    folder,
    register: join(folder, 'register.json'),
    config: join(folder, 'config.json'),
    watermark: join(folder, 'watermark.json'),
    pinAttempts: join(folder, 'pin-attempts.json'),
    printJobs: join(folder, 'print-jobs'),
    journal: join(folder, 'journal'),
    vault: join(folder, 'vault'),
    pictures: join(folder, 'pictures'),
    devices: join(folder, 'devices.json'),
    payments: join(folder, 'payments'),
    update: join(folder, 'update.json'),
    profile: join(folder, 'profile'),
    pageToken: join(folder, 'page-token.json'),
  };
}
