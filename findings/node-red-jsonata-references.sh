#!/usr/bin/env bash
# Three records of Odoo have five locations: a JSONata path in Node-RED flattens Odoo's references.
#
# Expected: Odoo gives a reference as a pair [8, "WH/Stock"], or false where there is none. In a Change node `payload.location_id` gives
#   one entry per record, and `payload.location_id[0]` the first of them.
# Happens:  with the JSONata of @node-red/util 5.0.7 a path step joins arrays: three records give [8, "WH/Stock", 9, "B", false], five
#   entries that no longer line up with the records. The index applies to each record, so `[0]` gives all ids instead of one pair. One
#   record that matches a condition comes as an object, two come as an array. And `payload[qty]` is not "those with a quantity": a number in
#   the brackets is a position, so it picks the record that stands where its own quantity says.
# Matters:  two lists that are joined by position afterwards put stock at the wrong location. $map keeps the pairs, `[]` behind a path keeps
#   the array.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --prefix . @node-red/util@5.0.7
cat > probe.cjs <<'JS'
const assert = require('node:assert/strict');
const { util } = require('@node-red/util');
console.log('@node-red/util', require('./node_modules/@node-red/util/package.json').version);
const payload = [
  { id: 1, location_id: [8, 'WH/Stock'], qty: 5 },
  { id: 2, location_id: [9, 'B'], qty: 1 },
  { id: 3, location_id: false, qty: 0 },
];
async function ask(expression, expected) {
  const prepared = util.prepareJSONataExpression(expression, {});
  const answer = await new Promise((resolve, reject) =>
    util.evaluateJSONataExpression(prepared, { payload }, (error, value) => (error ? reject(error) : resolve(value))));
  console.log(expression, '=>', JSON.stringify(answer));
  assert.equal(JSON.stringify(answer), JSON.stringify(expected));
}
(async () => {
  await ask('payload.location_id', [8, 'WH/Stock', 9, 'B', false]);
  await ask('$count(payload.location_id)', 5);
  await ask('payload.location_id[0]', [8, 9, false]);
  await ask('payload[qty > 0].id', [1, 2]);
  await ask('payload[qty > 2].id', 1);
  await ask('payload[qty > 2][].id', [1]);
  await ask('payload[qty].id', 2);
  await ask('$map(payload, function($record) { $record.location_id })', [[8, 'WH/Stock'], [9, 'B'], false]);
})();
JS
node probe.cjs
