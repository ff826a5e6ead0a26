import { useState } from 'react';
import type { Asked } from './use-server.ts';

/**
 * The last good answer to a question as long as there is none that is better: what somebody works on stays when the network goes.
 * That something is there no more is an answer.
 */
export function useLastGood<T>(asked: Asked<T>): Asked<T> {
  const [good, setGood] = useState<Asked<T>['answer']>(null);
  if (asked.answer?.ok && asked.answer !== good) setGood(asked.answer);
  // Something else is asked for: what is known of the last is no answer to it.
  if (asked.answer === null && good !== null) setGood(null);
  const { answer } = asked;
  const isBetter = answer === null || answer.ok || (!answer.offline && answer.code === 'not-found');
  return { ...asked, answer: isBetter ? answer : (good ?? answer) };
}
