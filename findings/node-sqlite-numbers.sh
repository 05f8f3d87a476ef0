#!/usr/bin/env bash
# Node's own SQLite stores the number 5001234567890 in a text column as "5001234567890.0".
#
# Expected: a whole JavaScript number is bound as an SQL integer, so a Shopify number kept in a TEXT column reads back as its
#   digits and `5 / 2` in SQL is the whole number 2.
# Happens:  node:sqlite (Node 24.21.0, SQLite 3.53.4) binds every number as a floating value. In a column declared INTEGER or NUMERIC
#   the column's affinity hides it. In TEXT, in a column without a type, in json_object, in `||`, in a division and in a
#   comparison of two parameters it shows: "5001234567890.0" is stored, and a look-up by the string finds no row.
#   A BigInt is bound as an integer.
# Matters:  identifiers are numbers in Shopify's webhooks and strings in its GraphQL answers. A ledger that stores the first and
#   looks for the second silently misses, and takes a repeated delivery for a new one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
platform=$(node -p 'process.platform + "-" + process.arch')
npm install --no-audit --no-fund --silent --prefix . "node-$platform@24.21.0"
cat > probe.cjs <<'JS'
const assert = require('node:assert/strict');
const { DatabaseSync } = require('node:sqlite');
const database = new DatabaseSync(':memory:');
console.log('node', process.version, 'sqlite', process.versions.sqlite);
database.exec('create table seen (id text primary key, whole integer, bare)');
database.prepare('insert into seen values (?, ?, ?)').run(5001234567890, 5001234567890, 5001234567890);
const row = database.prepare('select id, typeof(whole) whole, typeof(bare) bare from seen').get();
console.log('stored:', row.id, '| integer column:', row.whole, '| column without a type:', row.bare);
assert.deepEqual({ ...row }, { id: '5001234567890.0', whole: 'integer', bare: 'real' });

const found = database.prepare('select count(*) found from seen where id = ?').get('5001234567890').found;
console.log('rows found by the string of the same number:', found);
assert.equal(found, 0);

const sql = "select typeof(?) kind, ? / 2 half, json_object('quantity', ?) json, 'SKU-' || ? text";
const number = { ...database.prepare(sql).get(5, 5, 5, 5) };
const big = { ...database.prepare(sql).get(5n, 5n, 5n, 5n) };
console.log('bound as 5: ', JSON.stringify(number));
console.log('bound as 5n:', JSON.stringify(big));
assert.deepEqual(number, { kind: 'real', half: 2.5, json: '{"quantity":5.0}', text: 'SKU-5.0' });
assert.deepEqual(big, { kind: 'integer', half: 2, json: '{"quantity":5}', text: 'SKU-5' });
JS
"node_modules/node-$platform/bin/node" probe.cjs
