/** The part used here of a package that ships no types. */
declare module 'fs-native-extensions' {
  /** Locks a whole open file for this descriptor; false when another one holds it. */
  export function tryLock(fd: number): boolean;
}
