#!/usr/bin/env bash
# Odoo's empty field passes every check as a real value once Ajv may coerce.
#
# Expected: Odoo's API answers `false` for any field without a value, be it a reference, a date or a text. A schema that asks for a
#   string or a number is there to stop that, and coercion is there to turn "5" into 5.
# Happens:  Ajv 8.20.0 with coerceTypes makes the text "false" from it, and the number 0, which both pass. Allowing null does not help
#   by itself: the first type of the list that can be reached wins, so ["string", "null"] gives "false" and ["null", "string"]
#   gives null, two schemas that mean the same in JSON Schema. In ["null", "string"] the number 0 becomes null as well, and null
#   becomes 0 where a number is asked for.
# Matters:  a product without a SKU gets the SKU "false", shared by all such products, and a quantity nobody has counted becomes a stock
#   of zero. Without coercion the same schema refuses it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --prefix . ajv@8.20.0
cat > probe.cjs <<'JS'
const assert = require('node:assert/strict');
const Ajv = require('ajv').default;
console.log('ajv', require('./node_modules/ajv/package.json').version);

function through(type, value, options) {
  const check = new Ajv({ allowUnionTypes: true, ...options }).compile({ type: 'object', properties: { field: { type } } });
  const record = { field: value };
  return check(record) ? JSON.stringify(record.field) : 'refused';
}
const cases = [
  ['string', false, '"false"'],
  ['number', false, '0'],
  ['integer', null, '0'],
  [['string', 'null'], false, '"false"'],
  [['null', 'string'], false, 'null'],
  [['null', 'string'], 0, 'null'],
  [['integer', 'null'], false, '0'],
];
for (const [type, value, expected] of cases) {
  const seen = through(type, value, { coerceTypes: true });
  console.log(`${JSON.stringify(type)} given ${value}: ${seen}; without coercion: ${through(type, value, {})}`);
  assert.equal(seen, expected);
  assert.equal(through(type, value, {}), 'refused');
}
JS
node probe.cjs
