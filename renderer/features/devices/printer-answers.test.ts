import { describe, expect, it } from 'vitest';
import { answersOf, withAnswers } from './printer-answers.ts';

describe('whether a printer answers', () => {
  it.each([
    [{}, 'model'],
    [{ other: '1' }, 'model'],
    [{ answers: 'yes' }, 'find-out'],
    [{ confirm: 'auto' }, 'find-out'],
    [{ confirm: 'process-id' }, 'job-number'],
    [{ answers: 'yes', confirm: 'paper-sensor' }, 'paper-sensor'],
    [{ answers: 'no', confirm: 'paper-sensor' }, 'no'],
  ] as const)('is seen in the options of its address: %j', (options, answers) => {
    expect(answersOf(options)).toBe(answers);
  });

  it.each([
    ['model', {}],
    ['find-out', { answers: 'yes', confirm: 'auto' }],
    ['job-number', { answers: 'yes', confirm: 'process-id' }],
    ['paper-sensor', { answers: 'yes', confirm: 'paper-sensor' }],
    ['no', { answers: 'no' }],
  ] as const)('is chosen by them, which leaves the others: %s', (answers, options) => {
    expect(withAnswers({ other: '1', answers: 'no', confirm: 'auto' }, answers)).toEqual({ other: '1', ...options });
    expect(answersOf(options)).toBe(answers);
  });
});
