import { describe, expect, it } from 'vitest';
import { settled } from '#tests/fixtures/driven-clock.ts';
import { createAppendGate } from './append-gate.ts';

function task(events: string[], name: string) {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const run = async () => {
    events.push(`${name} begins`);
    await ended;
    events.push(`${name} ends`);
    return name;
  };
  return { run, end };
}

describe('append gate', () => {
  it('lets tasks run side by side, and one alone after those before it and before those after it', async () => {
    const events: string[] = [];
    const gate = createAppendGate();
    const [a, b, alone, c, last] = ['a', 'b', 'alone', 'c', 'last'].map((name) => task(events, name));
    if (!a || !b || !alone || !c || !last) throw new Error('no tasks');
    const results = [
      gate.shared(a.run),
      gate.shared(b.run),
      gate.alone(alone.run),
      gate.shared(c.run),
      gate.alone(last.run),
    ];
    await settled();
    expect(events).toEqual(['a begins', 'b begins']);
    b.end();
    a.end();
    c.end();
    last.end();
    await settled();
    expect(events).toEqual(['a begins', 'b begins', 'b ends', 'a ends', 'alone begins']);
    alone.end();
    expect(await Promise.all(results)).toEqual(['a', 'b', 'alone', 'c', 'last']);
    expect(events.indexOf('last begins')).toBeGreaterThan(events.indexOf('alone ends'));
  });

  it('goes on after a task that failed', async () => {
    const gate = createAppendGate();
    const fails = gate.alone(() => Promise.reject(new Error('no')));
    await expect(fails).rejects.toThrow('no');
    await expect(gate.shared(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await gate.alone(async () => 1)).toBe(1);
    expect(await gate.shared(async () => 2)).toBe(2);
  });
});
