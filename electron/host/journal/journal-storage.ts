/** A segment as found: its name sorts by age. `size` is in bytes. */
export interface SegmentFile {
  name: string;
  size: number;
}

/**
 * Where a journal lives: a folder of append-only files. Every method may reject with an error that carries the platform's
 * `code` (`ENOSPC`, `EIO`, …); after a rejection of `append` or `sync` nothing is known about the bytes since the last good sync.
 */
export interface JournalStorage {
  /** All segments, oldest first. */
  list(): Promise<SegmentFile[]>;
  /** Makes an empty segment, or takes one that a failed attempt left; when it resolves, its name survives a power cut. */
  create(name: string): Promise<void>;
  read(name: string, offset: number, length: number): Promise<Uint8Array>;
  /** Writes at the segment's end. A crash before `sync` may leave any part of the bytes, or none. */
  append(name: string, bytes: Uint8Array): Promise<void>;
  /** When it resolves, everything appended to the segment survives a power cut. */
  sync(name: string): Promise<void>;
  /**
   * Writes the whole segment over itself and syncs it. What a killed process left may be readable and yet never reach the disk:
   * after a failed sync the system forgets that it still has to be written.
   */
  rewrite(name: string): Promise<void>;
  /** Cuts the segment to `size` bytes, durably, and forgets any state of an earlier failure. */
  truncate(name: string, size: number): Promise<void>;
  close(): Promise<void>;
}
