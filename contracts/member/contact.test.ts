import { expect, test } from 'vitest';
import { contactsOf, readContact, readEmail, readPhone } from './contact.ts';
import { storeCountry } from './store-country.ts';

// Numbers for drama: Ofcom, "Telephone numbers for use in TV and radio drama programmes"; NANPA's 555-0100 to 555-0199.
test('a phone number is one number however it is written', () => {
  for (const written of [
    '07700 900123',
    '(07700) 900-123',
    '+44 7700 900123',
    '0044 7700 900123',
    '０７７００ ９００１２３',
  ]) {
    expect(readPhone(written, 'GB')).toBe('+447700900123');
  }
  expect(readPhone('(212) 555-0123', 'US')).toBe('+12125550123');
  expect(readPhone('138 0013 8000', 'CN')).toBe('+8613800138000');
  expect(readPhone('+8613800138000', 'DE')).toBe('+8613800138000');
});

test('what is no phone number or address is none', () => {
  for (const written of ['', 'Tea', '12', '4006381333931', '0']) expect(readPhone(written, 'GB')).toBeNull();
  expect(readPhone('07700 900123', null)).toBeNull();
  for (const written of ['zoe', 'zoe@', '@example.com', 'zoe@example', 'z oe@example.com'])
    expect(readEmail(written)).toBeNull();
  expect(readEmail(' Zoe@Example.COM ')).toBe('zoe@example.com');
  expect(readContact('Zoe 07700 900123', 'GB')).toBeNull();
});

test('contacts of a profile are in the form that is compared', () => {
  expect(contactsOf({ name: 'Zoe', phone: '07700 900123', email: 'Zoe@Example.com' }, 'GB')).toEqual([
    { kind: 'phone', contact: '+447700900123' },
    { kind: 'email', contact: 'zoe@example.com' },
  ]);
});

test('a store’s country follows from its time zone, and from its language where several are in that', () => {
  expect(storeCountry({ timeZone: 'Europe/London', language: 'en' })).toBe('GB');
  expect(storeCountry({ timeZone: 'Asia/Shanghai', language: 'zh-CN' })).toBe('CN');
  expect(storeCountry({ timeZone: 'Antarctica/Troll', language: 'nb-NO' })).toBe('NO');
  expect(storeCountry({ timeZone: 'UTC', language: '?' })).toBeNull();
});
