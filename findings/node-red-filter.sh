#!/usr/bin/env bash
# Node-RED's Filter never lets a Date, a Map or a Set through, and swallows the first empty object.
#
# Expected: the Filter node set to "block unless value changes" passes the first message and then each one whose value differs.
# Happens:  in node-red 5.0.7 a value that is an object is compared by RED.util.compareObjects, which looks at own enumerable properties,
#   and the memory starts as an empty object. A Date, a Map and a Set have no such property: each equals that start and each
#   equals any other one, so nothing ever passes. An empty object as the first message is blocked too.
# Matters:  a time of last change or a Map of levels by SKU looks like "no change" for ever, without a word in the log. And "no job failed",
#   sent as {}, never arrives after a restart. Filter on a text or a number made from the value.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --omit=optional --ignore-scripts --prefix . node-red@5.0.7 node-red-node-test-helper@0.3.6
cat > probe.cjs <<'JS'
const assert = require('node:assert/strict');
const helper = require('node-red-node-test-helper');
console.log('node-red', require('./node_modules/node-red/package.json').version);
helper.init(require.resolve('node-red'), { userDir: process.cwd() });
const filter = require('@node-red/nodes/core/function/rbe.js');

async function passed(label, values, expected) {
  await helper.load(filter, [
    { id: 'filter', type: 'rbe', func: 'rbe', property: 'payload', wires: [['out']] },
    { id: 'out', type: 'helper' },
  ]);
  let count = 0;
  helper.getNode('out').on('input', () => (count += 1));
  for (const payload of values) helper.getNode('filter').receive({ payload });
  await new Promise((resolve) => setTimeout(resolve, 200));
  await helper.unload();
  console.log(`${label}: ${count} of ${values.length} passed`);
  assert.equal(count, expected);
}

(async () => {
  await helper.startServer();
  await passed('numbers', [1, 2, 2, 3], 3);
  await passed('objects', [{ sku: 'A' }, { sku: 'B' }], 2);
  await passed('dates', [new Date(0), new Date(86400000), new Date(2 * 86400000)], 0);
  await passed('maps', [new Map([['A', 1]]), new Map([['A', 2]]), new Map()], 0);
  await passed('sets', [new Set(['A']), new Set(['B'])], 0);
  await passed('an empty object first', [{}], 0);
  await passed('an empty object later', [{ sku: 'A' }, {}], 2);
  await helper.stopServer();
  process.exit(0);
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
JS
node probe.cjs
