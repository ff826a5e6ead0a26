export function ensureInstalled(root: string): boolean;
export function isInstalled(root: string): boolean;
