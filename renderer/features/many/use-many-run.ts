import { useRef, useState } from 'react';
import { NOTHING_SENT, type PartSent, type SentSum, sendParts } from './send-parts.ts';

/** How parts are sent, and what takes a part back that was done. */
export interface ManyTask<Part, Back> {
  /** Rows of a part. */
  sizeOf: (part: Part) => number;
  send: (part: Part) => Promise<PartSent<Back>>;
  takeBack: (back: Back) => Promise<PartSent<never>>;
  /** Says what a part would do, and changes nothing; of a file of which only the server knows that. */
  tryOut?: (part: Part) => Promise<PartSent<never>>;
}

/** Something done to many: how far it is, what came of it, and the way back. */
export interface ManyRun<Part> {
  /** `tried`: nothing was changed yet, and what would be is known. */
  state: 'open' | 'trying' | 'tried' | 'running' | 'done' | 'undoing' | 'undone';
  busy: boolean;
  /** Rows of all parts under way. */
  total: number;
  sum: Omit<SentSum<never>, 'back'>;
  /** Whether anything was done that can be taken back. */
  canUndo: boolean;
  /** Begins anew, with what would be where the task can say that. */
  tryOut(parts: readonly Part[]): Promise<void>;
  run(parts: readonly Part[]): Promise<void>;
  undo(): Promise<void>;
  stop(): void;
}

const AFTER = { trying: 'tried', running: 'done', undoing: 'undone' } as const;

/** Sends something in parts with progress, where it can be stopped after any of them and taken back as a whole. */
export function useManyRun<Part, Back>({ sizeOf, send, takeBack, tryOut }: ManyTask<Part, Back>): ManyRun<Part> {
  const [state, setState] = useState<ManyRun<Part>['state']>('open');
  const [total, setTotal] = useState(0);
  const [sum, setSum] = useState<ManyRun<Part>['sum']>(NOTHING_SENT);
  const [back, setBack] = useState<readonly Back[]>([]);
  const stopping = useRef(false);

  async function go<P, B>(
    doing: keyof typeof AFTER,
    parts: readonly P[],
    sizeOfPart: (part: P) => number,
    how: (part: P) => Promise<PartSent<B>>,
  ): Promise<SentSum<B>> {
    stopping.current = false;
    setTotal(parts.reduce((rows, part) => rows + sizeOfPart(part), 0));
    setState(doing);
    const ended = await sendParts(parts, {
      sizeOf: sizeOfPart,
      send: how,
      isStopped: () => stopping.current,
      onSum: setSum,
    });
    setSum(ended);
    return ended;
  }

  return {
    state,
    busy: state in AFTER,
    total,
    sum,
    canUndo: back.length > 0,
    async tryOut(parts) {
      setBack([]);
      setSum(NOTHING_SENT);
      setState('open');
      if (!tryOut) return;
      const ended = await go('trying', parts, sizeOf, tryOut);
      setState(ended.left > 0 ? 'open' : 'tried');
    },
    async run(parts) {
      const ended = await go('running', parts, sizeOf, send);
      setBack(ended.back);
      setState(ended.sent === 0 && ended.left > 0 ? 'open' : 'done');
    },
    async undo() {
      const ended = await go('undoing', [...back].reverse(), () => 1, takeBack);
      setBack(back.slice(0, ended.left));
      setState(ended.left > 0 ? 'done' : 'undone');
    },
    stop() {
      stopping.current = true;
    },
  };
}
