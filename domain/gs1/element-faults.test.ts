import { describe, expect, it } from 'vitest';
import { elementFault } from '#domain/gs1/element-faults.ts';
import { readElements } from '#domain/gs1/read-element-string.ts';

const GTIN = '(01)09506000134352';
const faultOf = (text: string) => elementFault(readElements(text) ?? [{ ai: 'none', value: '' }], 2026);

describe('elementFault', () => {
  it.each([
    // GS1 General Specifications, sections 2.1, 2.2, 2.3 and 3: kinds of element strings.
    '(00)106141412345678908',
    `${GTIN}(17)261231(10)AB-123(21)S1`,
    '(02)09506000134352(37)12(00)106141412345678908',
    `${GTIN}(3103)001250(3922)000599`,
    `${GTIN}(3103)001250(3932)978000599`,
    '(253)9506000134352ABC',
    '(255)9506000134352000001(3900)150',
    '(414)9506000134352(254)32a/b',
    '(8003)09506000134352SERIAL',
    '(8004)9506000ASSET',
    '(8006)095060001343520102',
    '(8013)1987654Ad4X4bL5ttr2310c2K',
    '(8018)123456789012345675(8019)1',
    '(415)9506000134352(8020)REF(3911)978150(8007)DE91100000000123456789',
    '(402)12345678901234560',
    `${GTIN}(422)276(427)BY`,
    `${GTIN}(8008)26010112`,
    `${GTIN}(7003)2612312359`,
    '(8110)012345612345611110123',
    '(8112)001234561234560123456',
    '(91)anything(99)else',
  ])('finds nothing wrong with %s', (text) => {
    expect(faultOf(text)).toBeUndefined();
  });

  it.each([
    ['(01)09506000134353', { reason: 'check-digit', ai: '01', expected: 2 }],
    ['(00)106141412345678900', { reason: 'check-digit', ai: '00', expected: 8 }],
    ['(8013)1987654Ad4X4bL5ttr2310cXK', { reason: 'check-digit', ai: '8013' }],
    [`${GTIN}(17)261301`, { reason: 'date', ai: '17' }],
    [`${GTIN}(17)260229`, { reason: 'date', ai: '17' }],
    [`${GTIN}(7003)2612312400`, { reason: 'date', ai: '7003' }],
    [`${GTIN}(7006)261200`, { reason: 'date', ai: '7006' }],
    [`${GTIN}(422)999`, { reason: 'field', ai: '422' }],
    ['(8006)095060001343520302', { reason: 'field', ai: '8006' }],
    [`${GTIN}(02)09506000134352(37)1`, { reason: 'clash', ai: '01', other: '37' }],
    [`${GTIN}(3103)001250(3102)012500`, { reason: 'clash', ai: '3103', other: '3102' }],
    [`${GTIN}(10)A(10)B`, { reason: 'clash', ai: '10', other: '10' }],
    [`${GTIN}(21)S(235)TPX`, { reason: 'clash', ai: '21', other: '235' }],
    ['(10)A', { reason: 'missing', ai: '10' }],
    ['(02)09506000134352', { reason: 'missing', ai: '02' }],
    [`${GTIN}(250)S2`, { reason: 'missing', ai: '250' }],
    [`${GTIN}(3922)000599`, { reason: 'missing', ai: '3922' }],
    [`${GTIN}(427)BY`, { reason: 'missing', ai: '427' }],
  ])('of %s tells %o', (text, fault) => {
    expect(faultOf(text)).toEqual(fault);
  });

  it('lets the same thing stand there twice', () => {
    expect(faultOf(`${GTIN}(10)A(10)A`)).toBeUndefined();
  });
});
