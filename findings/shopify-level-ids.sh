#!/usr/bin/env bash
# All inventory levels of a location have one id, says Shopify's own helper.
#
# Expected: parseGid gives the part of a global id that tells two objects of a type apart, as it does for products and orders.
# Happens:  the id of an inventory level is gid://shopify/InventoryLevel/N?inventory_item_id=M, and N is the same for every item of
#   the location. parseGid of @shopify/admin-graphql-api-utilities 2.2.0 drops what follows the question mark, so the levels of all
#   items become one key. isGid agrees that both are fine, and composing the id again from type and number gives a third one.
#   parseGidWithParams keeps the rest.
# Matters:  a map of levels keyed by parseGid keeps one item per location and overwrites the others, without any error.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --prefix . @shopify/admin-graphql-api-utilities@2.2.0
cat > probe.cjs <<'JS'
const assert = require('node:assert/strict');
const { composeGid, isGid, parseGid, parseGidWithParams } = require('@shopify/admin-graphql-api-utilities');
console.log('@shopify/admin-graphql-api-utilities',
  require('./node_modules/@shopify/admin-graphql-api-utilities/package.json').version);
const levels = [
  { id: 'gid://shopify/InventoryLevel/523463154?inventory_item_id=30322695', available: 4 },
  { id: 'gid://shopify/InventoryLevel/523463154?inventory_item_id=30322696', available: 0 },
];
const byId = new Map(levels.map((level) => [parseGid(level.id), level.available]));
console.log('two levels, keyed by parseGid:', [...byId]);
assert.deepEqual([...byId], [['523463154', 0]]);
assert.ok(levels.every((level) => isGid(level.id, 'InventoryLevel')));
const again = composeGid('InventoryLevel', parseGid(levels[0].id));
console.log('composed again:', again);
assert.notEqual(again, levels[0].id);
assert.equal(parseGidWithParams(levels[0].id).params.inventory_item_id, '30322695');
JS
node probe.cjs
