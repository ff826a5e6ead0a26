import { Envelope } from '#contracts/facts/envelope.ts';
import type { FactKind, PayloadOf } from '#contracts/facts/kinds.ts';
import { parseJson } from '#contracts/schema.ts';
import { formatLine, GENESIS } from '#domain/journal/envelope.ts';
import { nextFact } from '#domain/journal/next-fact.ts';
import { SERVER_STORE } from '#sync-server/ingest/book/book-fact.ts';
import { hashOfText, nodeCrypto } from '#sync-server/ingest/crypto.ts';
import type { Journal } from '#sync-server/ingest/ingest-store.ts';
import { takePush } from '#sync-server/ingest/push.ts';
import type { Random } from '#tests/sim/kernel/random.ts';
import type { World } from '#tests/sim/kernel/world.ts';
import type { SimServer } from '#tests/sim/server/sim-server.ts';

export type ServerDraft = { [K in FactKind]: { kind: K; payload: PayloadOf<K> } }[FactKind];

interface Keys {
  publicKey: string;
  sign(hash: string): string;
}

/** Makes the server's own facts, in the server's own journal: whatever somebody decides. */
export class BackOffice {
  readonly #world: World;
  readonly #random: Random;
  readonly #server: SimServer;
  readonly #keys: Keys;
  readonly journalId: string;
  /** Which run of the server is taking facts now. */
  #publishing: number | null = null;

  constructor(options: { world: World; random: Random; server: SimServer; keys: Keys; journalId: string }) {
    this.#world = options.world;
    this.#random = options.random.fork('back office');
    this.#server = options.server;
    this.#keys = options.keys;
    this.journalId = options.journalId;
  }

  /** The server's journal, before it holds anything. */
  get journal(): Journal {
    const { publicKey } = this.#keys;
    const origin = { storeId: SERVER_STORE, registerId: 'server', receiptSeries: 'server', lastReceipt: 0 };
    return { journalId: this.journalId, publicKey, ...origin, seq: 0, hash: GENESIS };
  }

  /** Books facts after those there are; false when the server is down or failed, or is still taking others. */
  async publish(drafts: readonly ServerDraft[]): Promise<boolean> {
    const { starts } = this.#server;
    if (this.#publishing === starts) return false;
    this.#publishing = starts;
    try {
      return await this.#take(drafts);
    } finally {
      if (this.#publishing === starts) this.#publishing = null;
    }
  }

  async #take(drafts: readonly ServerDraft[]): Promise<boolean> {
    const lines = this.#lines(drafts);
    const answer = await this.#server.run((store, publish) =>
      takePush(
        { store, cryptoOf: nodeCrypto, parseEnvelope: (text) => parseJson(Envelope, text), onMoved: publish },
        this.journalId,
        lines,
      ),
    );
    if (answer && answer.verdicts.length > 0)
      throw new Error(`the server's own facts do not book: ${JSON.stringify(answer)}`);
    return answer !== undefined;
  }

  #lines(drafts: readonly ServerDraft[]): Uint8Array {
    const journal = this.#server.database.state.journals.get(this.journalId) ?? this.journal;
    const at = this.#world.instant;
    const stamp = { storeId: SERVER_STORE, registerId: 'server', at, businessDate: at.slice(0, 10), operatorId: null };
    let head = { journalId: this.journalId, seq: journal.seq, hash: journal.hash };
    const lines = drafts.map(({ kind, payload }) => {
      const id = this.#random.uuid(this.#world.nowMs);
      const { envelope, body } = nextFact(head, { id, kind, version: 1, payload }, stamp);
      const hash = hashOfText(body);
      head = { journalId: this.journalId, seq: envelope.seq, hash };
      return formatLine({ body, hash, signature: this.#keys.sign(hash) });
    });
    return new TextEncoder().encode(lines.join(''));
  }
}
