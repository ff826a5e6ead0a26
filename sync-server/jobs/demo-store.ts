import { readFileSync } from 'node:fs';
import Type, { type Static } from 'typebox';
import { Id, Names, parseJson, Text } from '#contracts/schema.ts';
import { Operator, StoreSettings, TaxRules } from '#contracts/views/register-config.ts';

const DemoStore = Type.Object(
  {
    stores: Type.Array(Type.Object({ settings: StoreSettings, taxRules: TaxRules }, { additionalProperties: false })),
    operators: Type.Array(
      Type.Object(
        { ...Operator.properties, pin: Type.String({ pattern: '^\\d{4,12}$' }), badge: Text },
        { additionalProperties: false },
      ),
    ),
    /** Translations of the default roles' names. */
    roleNames: Type.Record(Id, Names),
    /** Tax category by English name of the categories that unlisted items sell by. */
    departments: Type.Record(Type.String(), Id),
    /** Translations by English name. */
    categoryNames: Type.Record(Type.String(), Names),
  },
  { additionalProperties: false },
);

/** The demo's stores, tax rules and operators as shipped in `resources/demo/store.json`. */
export function demoStore(): Static<typeof DemoStore> {
  const parsed = parseJson(
    DemoStore,
    readFileSync(new URL('../../resources/demo/store.json', import.meta.url), 'utf8'),
  );
  if (!parsed.ok) throw new Error(`resources/demo/store.json${parsed.at}: ${parsed.message}`);
  return parsed.value;
}
