import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { proveRelease } from '#contracts/release/prove-release.ts';
import type { ReleaseKey } from '#contracts/release/release-keys.ts';
import type { Platform, ReleaseManifest } from '#contracts/release/release-manifest.ts';
import { compareVersions } from '#domain/fleet/compare-versions.ts';
import { isSigned } from './is-signed.ts';
import type { PackageUpdater, UpdateOutcome, Updater } from './updater.ts';

export interface ReleaseProof {
  /** The text of the release's manifest as the server has it; null where it has none. Rejects when it can't be had. */
  manifest(): Promise<string | null>;
  keys: readonly ReleaseKey[];
  /** Of the program that runs. */
  version: string;
  /** Null where nothing is released for. */
  platform: Platform | null;
}

/** What is installed once it is proven. */
interface Package {
  file: string;
  bytes: number;
  sha512: string;
}

/**
 * An updater that installs only what whoever releases has signed: the manifest by one of the program's keys, of the version that was
 * offered, which is newer than the one that runs; and the file as long as the manifest says, with its hash. The file is looked at
 * again before it is installed, and one that differs is removed, so that the next try downloads it anew.
 */
export function provenUpdater(packages: PackageUpdater, proof: ReleaseProof): Updater {
  let proven: Package | null = null;

  async function refuse(file: string | undefined): Promise<UpdateOutcome> {
    proven = null;
    if (file !== undefined) await rm(file, { force: true }).catch(() => {});
    return { ok: false, fault: 'update-unverified' };
  }

  return {
    async download(version, onPercent) {
      proven = null;
      const release = await provenManifest(proof, version);
      if (!release.ok) return release;
      const got = await packages.download(version, onPercent);
      if (!got.ok) return got;
      const measured = await measure(got.file);
      const named = release.manifest.files.some((one) => one.platform === proof.platform && isSame(one, measured));
      if (!measured || !named) return refuse(got.file);
      proven = { file: got.file, ...measured };
      return { ok: true };
    },
    async verify() {
      const same = proven !== null && isSame(proven, await measure(proven.file));
      return same ? { ok: true } : refuse(proven?.file);
    },
    async install() {
      return proven ? packages.install() : { ok: false, fault: 'update-unverified' };
    },
  };
}

type ProvenManifest = { ok: true; manifest: ReleaseManifest } | (UpdateOutcome & { ok: false });

async function provenManifest(proof: ReleaseProof, version: string): Promise<ProvenManifest> {
  const found = await proof.manifest().then(
    (text) => ({ text }),
    () => null,
  );
  if (!found) return { ok: false, fault: 'update-download' };
  if (found.text === null) return { ok: false, fault: 'update-unsigned' };
  const release = proveRelease(found.text, proof.keys, isSigned);
  if (!release.ok) return release;
  // A manifest that was true once is still signed: of an older version (TUF 1.0.30, section 1.5.2, rollback), or of another than is offered (mix-and-match).
  if (compareVersions(release.manifest.version, proof.version) <= 0) return { ok: false, fault: 'update-older' };
  if (release.manifest.version !== version) return { ok: false, fault: 'update-unverified' };
  return release;
}

type Measured = Pick<Package, 'bytes' | 'sha512'>;

function isSame(one: Measured, other: Measured | null): boolean {
  return other !== null && one.bytes === other.bytes && one.sha512 === other.sha512;
}

/** Null where the file is not there or cannot be read. */
async function measure(file: string): Promise<Measured | null> {
  const hash = createHash('sha512');
  let bytes = 0;
  try {
    for await (const piece of createReadStream(file)) {
      bytes += (piece as Buffer).length;
      hash.update(piece as Buffer);
    }
    return { bytes, sha512: hash.digest('base64') };
  } catch {
    return null;
  }
}
