import { safeStorage } from 'electron';
import { plainSeal, type Seal } from '#electron/host/seal.ts';

/** Seals with the platform's key store. Linux without one only pretends to, with a key everybody knows: there the file's mode must do. */
export function platformSeal(): Seal {
  const real = safeStorage.isEncryptionAvailable() && (process.platform !== 'linux' || hasKeyring());
  return real ? safeStorageSeal : plainSeal;
}

function hasKeyring(): boolean {
  return !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend());
}

const safeStorageSeal: Seal = {
  name: 'safe-storage',
  seal: (text) => safeStorage.encryptString(text).toString('base64'),
  open(sealed) {
    try {
      return safeStorage.decryptString(Buffer.from(sealed, 'base64'));
    } catch {
      return undefined;
    }
  },
};
