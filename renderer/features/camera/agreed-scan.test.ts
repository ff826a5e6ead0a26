import { describe, expect, it } from 'vitest';
import { createAgreement } from './agreed-scan.ts';

const EAN = { text: '4006381333931', symbology: ']E0' };
const OTHER = { text: '96385074', symbology: ']E4' };
const QR = { text: 'https://id.gs1.org/01/09506000134352', symbology: ']Q1' };

describe('createAgreement', () => {
  it('believes bars that two frames in a row show', () => {
    const agree = createAgreement();
    expect([agree([EAN]), agree([OTHER]), agree([]), agree([OTHER]), agree([OTHER])]).toEqual([
      null,
      null,
      null,
      null,
      OTHER,
    ]);
  });

  it('believes a symbol that corrects itself at once', () => {
    expect(createAgreement()([QR])).toEqual(QR);
  });

  it('believes none of several', () => {
    const agree = createAgreement();
    expect([agree([EAN, QR]), agree([EAN, QR]), agree([EAN]), agree([EAN])]).toEqual([null, null, null, EAN]);
  });
});
