import type { ErrorCode } from '#contracts/errors/registry.ts';

/** The till's database can't do what was asked; `code` has words for people. */
export class StoreError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, cause: unknown) {
    super(`${code}: ${String(cause)}`, { cause });
    this.code = code;
  }
}

/** Whether a write failed because the browser gives no more room; Dexie hides the reason in `inner`. */
export function isStorageFull(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Object && depth < 5; depth++) {
    if ('name' in at && at.name === 'QuotaExceededError') return true;
    at = 'inner' in at && at.inner ? at.inner : 'cause' in at ? at.cause : undefined;
  }
  return false;
}
