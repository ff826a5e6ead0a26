import electronUpdater, { CancellationToken, type ProgressInfo, type UpdateDownloadedEvent } from 'electron-updater';
import type { OpenUpdater, UpdateFault, UpdateSource } from '#electron/host/updates/updater.ts';

/** From `quitAndInstall` until the program must have ended; it starts an installer first. */
const QUIT_MS = 60_000;

/**
 * Updates of the packaged program by electron-updater, from the folder of the register's own server as its generic provider.
 * Nothing is done but when it is asked for: no look, no download and no installation of its own accord, and never an older version.
 * It checks a file that it downloads against the SHA-512 of its channel, which comes from the same server, and one that it had before
 * in the same run not at all; Windows' signature where the package names its publisher; on Linux nothing else. Who made a package is
 * therefore proven before it is installed (`host/updates/proven-updater.ts`), from the one file that this hands over.
 */
export const packageUpdater: OpenUpdater = (source) => {
  const updater = electronUpdater.autoUpdater;
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = false;
  updater.allowDowngrade = false;
  updater.allowPrerelease = true;
  // Such an installer would bring a second file.
  updater.disableWebInstaller = true;
  updater.logger = null;
  updater.setFeedURL(feedOf(source));
  // What goes wrong is answered by the call that it went wrong in.
  updater.on('error', () => {});
  return {
    async download(version, onPercent) {
      const found = await updater.checkForUpdates().catch(() => null);
      if (found?.updateInfo.version !== version) return { ok: false, fault: 'update-unavailable' };
      const onProgress = ({ percent }: ProgressInfo): void => onPercent(percent);
      let file: string | null = null;
      const onDownloaded = ({ downloadedFile }: UpdateDownloadedEvent): void => {
        file = downloadedFile;
      };
      updater.on('download-progress', onProgress).on('update-downloaded', onDownloaded);
      try {
        await updater.downloadUpdate(new CancellationToken());
        return file === null ? { ok: false, fault: 'update-download' } : { ok: true, file };
      } catch (error) {
        return { ok: false, fault: faultOf(error) };
      } finally {
        updater.off('download-progress', onProgress).off('update-downloaded', onDownloaded);
      }
    },
    install() {
      return new Promise((resolve) => {
        const refuse = (): void => resolve({ ok: false, fault: 'update-install' });
        updater.once('error', refuse);
        setTimeout(refuse, QUIT_MS);
        updater.quitAndInstall(true, true);
      });
    },
  };
};

function feedOf({ url, token }: UpdateSource) {
  const requestHeaders = { authorization: `Bearer ${token}` };
  return { provider: 'generic' as const, url, requestHeaders, useMultipleRangeRequest: false };
}

/** By the codes of electron-updater's errors: a checksum or signature that is another one is not tried with the same file. */
function faultOf(error: unknown): UpdateFault {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /CHECKSUM|SIGNATURE/.test(code) ? 'update-unverified' : 'update-download';
}
