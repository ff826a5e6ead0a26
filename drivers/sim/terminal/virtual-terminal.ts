import { createServer, type Server } from 'node:net';
import { type BehaviourChange, type TerminalBehaviour, type TerminalKey, USUAL } from './terminal-behaviour.ts';
import { TerminalLedger, type TerminalTransaction } from './terminal-ledger.ts';
import { TerminalMachine } from './terminal-machine.ts';

export interface VirtualTerminalOptions {
  /** For ZVT over TCP; 0 takes any that is free. */
  port: number;
  host?: string;
  behaviour?: BehaviourChange;
}

export interface VirtualTerminal {
  readonly port: number;
  /** What it waits for at present. */
  asked(): { kind: 'sale' | 'refund'; amount: number } | null;
  transactions(): readonly TerminalTransaction[];
  /** Money taken from customers less money given back. */
  taken(): number;
  behaviour(): Readonly<TerminalBehaviour>;
  /** Changes what is named; resolves when that has taken effect. */
  setBehaviour(change: BehaviourChange): Promise<void>;
  /** False when it waits for no key. */
  press(key: TerminalKey): boolean;
  close(): Promise<void>;
}

/** Starts a card terminal that is none: it speaks ZVT over TCP and can be made to fail. Rejects when the port is taken. */
export async function startVirtualTerminal(options: VirtualTerminalOptions): Promise<VirtualTerminal> {
  const { host = '127.0.0.1' } = options;
  const ledger = new TerminalLedger();
  let behaviour: TerminalBehaviour = { ...USUAL, ...options.behaviour };
  let { port } = options;

  const machine: TerminalMachine = new TerminalMachine({
    ledger,
    behaviour: () => behaviour,
    died: () => {
      behaviour = { ...behaviour, dies: null };
    },
    onChange: () => {},
  });

  const sockets = new Set<{ destroy(): void }>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    const take = machine.connected(socket);
    socket.on('data', take);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      sockets.delete(socket);
      machine.disconnected(socket);
    });
  });

  function listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, () => {
        server.off('error', reject);
        const address = server.address();
        port = typeof address === 'object' && address ? address.port : port;
        resolve();
      });
    });
  }

  async function hangUp(): Promise<void> {
    if (!server.listening) return;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of sockets) socket.destroy();
    await closed;
  }

  async function setBehaviour(change: BehaviourChange): Promise<void> {
    behaviour = { ...behaviour, ...change };
    if (behaviour.off) await hangUp();
    else if (!server.listening) await listen();
  }

  await listen();

  return {
    get port() {
      return port;
    },
    asked: () => machine.asked,
    transactions: () => ledger.transactions,
    taken: () => ledger.taken,
    behaviour: () => behaviour,
    setBehaviour,
    press: (key) => machine.press(key),
    async close() {
      machine.press('cancel');
      await hangUp();
    },
  };
}
