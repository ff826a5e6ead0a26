import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** SHA-256 in hex. The browser's own is missing where a page did not come over HTTPS, as in many a shop's network. */
export async function hashOf(input: string | Blob | ArrayBuffer): Promise<string> {
  const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : new Uint8Array(await bufferOf(input));
  return bytesToHex(sha256(bytes));
}

function bufferOf(input: Blob | ArrayBuffer): ArrayBuffer | Promise<ArrayBuffer> {
  return input instanceof ArrayBuffer ? input : input.arrayBuffer();
}
