import Type, { type TSchema } from 'typebox';
import { Problem } from '#contracts/http/api.ts';
import {
  CategoryListAnswer,
  ProductList,
  ProductQuery,
  VariantDescriptions,
  VariantHistory,
} from '#contracts/http/catalogue.ts';
import { Id } from '#contracts/schema.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { App } from '#sync-server/http/app.ts';
import { registerOf, requireRegister } from '#sync-server/http/authenticate.ts';
import { Refusal } from '#sync-server/http/problem.ts';
import { requirePermission } from '#sync-server/http/require-operator.ts';
import { readCategoryList } from '#sync-server/views/category-list.ts';
import { readProductList } from '#sync-server/views/product-list.ts';
import { readVariantHistory } from '#sync-server/views/variant-history.ts';

const strict = { additionalProperties: false };

/** The catalogue as the back office reads it, and what a till looks up of it as a customer asks. */
export function catalogueRoute(app: App, context: ServerContext): void {
  const { db, now } = context;
  const onRequest = [requireRegister(context), requirePermission(context, 'catalogue')];
  const schemaOf = <A extends TSchema>(summary: string, answer: A) => {
    return { summary, response: { 200: answer, '4xx': Problem }, security: [{ register: [] }] };
  };
  const products = { ...schemaOf('A window of the product list', ProductList), querystring: ProductQuery };
  app.get('/catalogue/products', { schema: products, onRequest }, (request) =>
    readProductList(db, { storeId: registerOf(request).storeId, now: now() }, request.query),
  );
  const categories = schemaOf('Categories, and what a product can be given', CategoryListAnswer);
  app.get('/catalogue/categories', { schema: categories, onRequest }, () => readCategoryList(db, now()));
  const params = Type.Object({ variantId: Id }, strict);
  const variant = { ...schemaOf('A variant with its versions and prices', VariantHistory), params };
  app.get('/catalogue/variants/:variantId', { schema: variant, onRequest }, async (request) => {
    const { variantId } = request.params;
    const history = await readVariantHistory(db, { storeId: registerOf(request).storeId, now: now() }, variantId);
    if (!history) throw new Refusal(404, 'not-found', `there is no variant ${variantId}`);
    return history;
  });
  descriptionsRoute(app, context);
}

function descriptionsRoute(app: App, context: ServerContext): void {
  const schema = {
    summary: 'The descriptions of a variant',
    params: Type.Object({ variantId: Id }, strict),
    response: { 200: VariantDescriptions, '4xx': Problem },
    security: [{ register: [] }],
  };
  app.get(
    '/catalogue/variants/:variantId/descriptions',
    { schema, onRequest: requireRegister(context) },
    async ({ params: { variantId } }) => {
      const row = await context.db
        .selectFrom('variant')
        .select('descriptions')
        .where('variant_id', '=', variantId)
        .executeTakeFirst();
      if (!row) throw new Refusal(404, 'not-found', `there is no variant ${variantId}`);
      return { descriptions: row.descriptions ?? {} };
    },
  );
}
