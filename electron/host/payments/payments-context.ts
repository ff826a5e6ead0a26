import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { HostConfig } from '#contracts/views/register-config.ts';
import type { Permission } from '#domain/operator/permission.ts';
import type { Clock } from '#electron/host/clock.ts';
import type { Stamp } from '#electron/host/journal/compose-line.ts';
import type { AppendResult, Journal } from '#electron/host/journal/journal.ts';
import type { ServerApi } from '#electron/host/server-api.ts';

/** What payments are given of their host. */
export interface PaymentsContext {
  /** `follow` hears every fact as soon as it is durable, whoever asked for it; `readKinds` gives those of some kinds again after a start. */
  journal: Pick<Journal, 'journalId' | 'has' | 'seq' | 'read' | 'readKinds' | 'fact' | 'follow'>;
  /** Journals facts of the host's own making, durably, and tells the window. */
  append(drafts: FactDraft[], stamp: Stamp): Promise<AppendResult>;
  /** When and by whom a fact of this moment is witnessed, in training or not; null while nobody is signed in. */
  witness(): Stamp | null;
  /** Journals a request for money, unless whoever is signed in may not take money now; no session is closed meanwhile. */
  request(draft: FactDraft, stamp: Stamp): Promise<AppendResult>;
  /** Whether the signed-in operator's role, or else a manager's decision by its id for a subject, allows something of a size. */
  isAllowed(permission: Permission, size: number, overrideId?: string, subjectId?: string): Promise<boolean>;
  /** Whether another register's payment, by what its terminal or wallet named it, was looked up at the server. */
  isLookedUp(reference: string): boolean;
  config(): HostConfig | null;
  api: ServerApi;
  /** Whether the server is in touch now. */
  online(): boolean;
  /** How far the server has taken the journal. */
  watermark(): number;
  /** A folder, not made yet, for what must survive a restart and is no fact. */
  folder: string;
  /** Addresses of the card terminal and of the wallet gateway, as the till was started with. */
  terminalUrl?: string;
  walletUrl?: string;
  clock: Clock;
  /** In [0, 1). */
  random(): number;
  newId(): string;
  /** Something that `list` gives has changed. */
  onChange(): void;
}
