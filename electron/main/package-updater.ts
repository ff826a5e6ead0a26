import electronUpdater, { CancellationToken, type ProgressInfo } from 'electron-updater';
import type { OpenUpdater, UpdateOutcome, UpdateSource } from '#electron/host/updates/updater.ts';

/** From `quitAndInstall` until the program must have ended; it starts an installer first. */
const QUIT_MS = 60_000;

/**
 * Updates of the packaged program by electron-updater, from the folder of the register's own server as its generic provider.
 * Nothing is done but when it is asked for: no look, no download and no installation of its own accord, and never an older version.
 * It checks each file against the SHA-512 of its channel, which comes from the same server: that it is the shop's is for TLS to say
 * (`release-source.ts`). Signatures are looked at only where the package names its publisher, which none of ours does yet.
 */
export const packageUpdater: OpenUpdater = (source) => {
  const updater = electronUpdater.autoUpdater;
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = false;
  updater.allowDowngrade = false;
  updater.allowPrerelease = true;
  updater.logger = null;
  updater.setFeedURL(feedOf(source));
  // What goes wrong is answered by the call that it went wrong in.
  updater.on('error', () => {});
  return {
    async download(version, onPercent) {
      const found = await updater.checkForUpdates().catch(() => null);
      if (found?.updateInfo.version !== version) return { ok: false, fault: 'update-unavailable' };
      const onProgress = ({ percent }: ProgressInfo): void => onPercent(percent);
      updater.on('download-progress', onProgress);
      try {
        await updater.downloadUpdate(new CancellationToken());
        return { ok: true };
      } catch (error) {
        return failed(error);
      } finally {
        updater.off('download-progress', onProgress);
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
function failed(error: unknown): UpdateOutcome {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return { ok: false, fault: /CHECKSUM|SIGNATURE/.test(code) ? 'update-unverified' : 'update-download' };
}
