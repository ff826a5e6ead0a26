import { describe, expect, it } from 'vitest';
import { EscPosLanguage } from './escpos-language.ts';

const GS_H = Buffer.from('1d28480600303030', 'hex');

describe('EscPosLanguage', () => {
  // Epson's ESC/POS command reference, GS a, "Transmission status of ASB": the fixed bits, and one fault each.
  it.each([
    [[0x10, 0, 0, 0x0f], { online: true, coverOpen: false, paper: 'ok', error: false, drawerOpen: false }],
    [[0x14, 0, 0, 0x0f], { drawerOpen: true }],
    [[0x38, 0, 0, 0x0f], { online: false, coverOpen: true }],
    [[0x18, 0x08, 0, 0x0f], { online: false, error: true }],
    [[0x18, 0x20, 0, 0x0f], { error: true }],
    [[0x18, 0x40, 0, 0x0f], { error: true }],
    [[0x10, 0, 0x03, 0x0f], { paper: 'low', online: true }],
    [[0x18, 0, 0x0f, 0x0f], { paper: 'out', online: false }],
  ])('reads the automatic status %o, however it is split', (bytes, status) => {
    const talk = new EscPosLanguage().talk();
    const said = bytes.flatMap((byte) => talk.read(Uint8Array.of(byte)));
    expect(said).toMatchObject([{ kind: 'status', asked: false, status }]);
  });

  it('tells answers to its questions apart by their order', () => {
    const talk = new EscPosLanguage().talk();
    talk.ask(2);
    talk.ask(4);
    expect(talk.read(Uint8Array.of(0x16, 0x1e))).toEqual([
      { kind: 'status', asked: true, status: { coverOpen: true, error: false } },
      { kind: 'status', asked: true, status: { paper: 'low' } },
    ]);
    expect(talk.read(Uint8Array.of(0x12))).toEqual([{ kind: 'garbage' }]);
  });

  it('takes a late answer for nothing, and what was never asked for garbage', () => {
    const talk = new EscPosLanguage().talk();
    talk.ask(4);
    talk.forgetQuestions();
    expect([talk.unanswered, talk.read(Uint8Array.of(0x1e))]).toEqual([0, []]);
    expect(talk.read(Uint8Array.of(0x1e))).toEqual([{ kind: 'garbage' }]);
    talk.ask(2);
    expect(talk.read(Uint8Array.of(0x12))).toMatchObject([{ status: { coverOpen: false } }]);
  });

  it('takes no process id of another job for its own', () => {
    const language = new EscPosLanguage('process-id');
    const first = Buffer.from(language.talk().end());
    const talk = language.talk();
    const second = Buffer.from(talk.end());
    const reply = (request: Buffer) => Buffer.from([0x37, 0x22, ...request.subarray(7, 11), 0]);
    expect([first.subarray(0, 7), first.length]).toEqual([GS_H.subarray(0, 7), 11]);
    expect(talk.read(reply(first))).toEqual([]);
    expect(talk.read(reply(second))).toEqual([{ kind: 'printed', final: true }]);
  });

  it('asks both ways until it knows which one the printer has', () => {
    const language = new EscPosLanguage();
    const both = Buffer.from(language.talk().end());
    expect([both.includes(GS_H.subarray(0, 3)), both.includes(Buffer.from('1d7201', 'hex'))]).toEqual([true, true]);
    const talk = language.talk();
    talk.end();
    expect(talk.read(Uint8Array.of(0))).toEqual([{ kind: 'printed', final: false }]);
    talk.believe();
    expect(Buffer.from(language.talk().end())).toEqual(Buffer.from('1d7201', 'hex'));
  });
});
