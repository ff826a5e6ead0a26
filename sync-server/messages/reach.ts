import Type from 'typebox';
import { parseJson } from '#contracts/schema.ts';

const CUSTOMER = Type.Object({
  name: Type.Optional(Type.String()),
  email: Type.Optional(Type.String()),
  phone: Type.Optional(Type.String()),
});

/** How messages reach a customer: by e-mail, else by a text to their phone, else not at all. */
export type Reach = { medium: 'e-mail' | 'text'; to: string; name: string } | { medium: 'none'; name: string };

/** By their text in the vault; undefined of one that is not there or was erased. */
export function reachOf(profile: string | undefined): Reach {
  const parsed = profile === undefined ? undefined : parseJson(CUSTOMER, profile);
  if (!parsed?.ok) return { medium: 'none', name: '' };
  const { name = '', email = '', phone = '' } = parsed.value;
  if (email.trim() !== '') return { medium: 'e-mail', to: email.trim(), name };
  if (phone.trim() !== '') return { medium: 'text', to: phone.trim(), name };
  return { medium: 'none', name };
}
