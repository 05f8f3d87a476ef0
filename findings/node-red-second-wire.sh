#!/usr/bin/env bash
# The second wire of a Node-RED output carries another kind of object than the first.
#
# Expected: a node with two wires hands the message on and a deep copy of it. Whatever one branch can do with the payload, the
#   other can too.
# Happens:  the copy of @node-red/util 5.0.7 goes by own properties. An object of a class with private fields (#name) arrives on the second
#   wire with its methods and without the fields, and the first call throws. A row of node:sqlite, an object without prototype, becomes an
#   ordinary object, so `hasOwnProperty` throws on the first wire and works on the second. An Error, a URL and a function are not copied but
#   shared, so a change on one branch is seen on the other.
# Matters:  which wire is first depends on the order in which somebody drew them. A node should send plain data only. A frozen object does not
#   help either: its copy can be changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --prefix . @node-red/util@5.0.7
cat > probe.cjs <<'JS'
const assert = require('node:assert/strict');
const { util } = require('@node-red/util');
console.log('@node-red/util', require('./node_modules/@node-red/util/package.json').version);
class Quantity {
  #units;
  constructor(units) {
    this.#units = units;
  }
  units() {
    return this.#units;
  }
}
const row = Object.assign(Object.create(null), { sku: 'A-1' }); // what node:sqlite returns
const first = { quantity: new Quantity(5), row, error: new Error('stale'), url: new URL('http://shop.example/'), frozen: Object.freeze({ sku: 'A-1' }) };
const second = util.cloneMessage(first);

console.log('instance of the class:', second.quantity instanceof Quantity);
assert.ok(second.quantity instanceof Quantity);
assert.equal(first.quantity.units(), 5);
assert.throws(() => second.quantity.units(), (error) => {
  console.log('its method on the second wire:', error.message);
  return error instanceof TypeError;
});
assert.throws(() => first.row.hasOwnProperty('sku'), TypeError);
assert.equal(second.row.hasOwnProperty('sku'), true);
console.log('prototype of the row:', Object.getPrototypeOf(first.row), 'and', second.row.constructor.name);
console.log('shared error, shared URL:', second.error === first.error, second.url === first.url);
assert.ok(second.error === first.error && second.url === first.url);
assert.equal(Object.isFrozen(second.frozen), false);
JS
node probe.cjs
