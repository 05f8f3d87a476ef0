#!/usr/bin/env bash
# Node-RED's CSV node keeps the SKU 0017 and rewrites the SKUs 12E3 and 1.50, in both of its modes.
#
# Expected: the option "parse numerical values" is on by default and makes numbers from what looks like one. The node is known to spare
#   leading zeros, so identifiers are safe.
# Happens:  in node-red 5.0.7 only a zero before a digit is spared. "12E3" becomes 12000, "1.50" becomes 1.5, "9E999" becomes Infinity, a barcode in
#   quotes loses them before the test and becomes a number, and an id of more than 16 digits becomes a neighbour of itself. And the
#   sparing goes per cell: the column of quantities holds numbers and, for "05", a text. Two columns of one name: the last one wins.
# Matters:  a column of SKUs comes out as a mix of texts and numbers, and the changed ones match no product or another one. Switch the
#   option off and convert the columns that are quantities.
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
const csv = require('@node-red/nodes/core/parsers/70-CSV.js');

async function read(spec, strings, text) {
  await helper.load(csv, [
    { id: 'reader', type: 'csv', spec, sep: ',', hdrin: true, multi: 'mult', ret: '\\n', temp: '', skip: '0', strings, wires: [['out']] },
    { id: 'out', type: 'helper' },
  ]);
  const answer = new Promise((resolve) => helper.getNode('out').on('input', ({ payload }) => resolve(payload)));
  helper.getNode('reader').receive({ payload: text });
  const rows = await answer;
  await helper.unload();
  return rows;
}

(async () => {
  await helper.startServer();
  const skus = ['0017', '12E3', '1.50', '9E999', '"4006381333931"', '5001234567890123457', 'E5'];
  const text = `sku,qty\n${skus.map((sku) => `${sku},05\n`).join('')}`;
  for (const spec of ['', 'rfc']) {
    const rows = await read(spec, true, text);
    console.log(spec || 'legacy', rows.map(({ sku }) => sku));
    assert.deepEqual(rows.map(({ sku }) => sku), ['0017', 12000, 1.5, Infinity, 4006381333931, 5001234567890124000, 'E5']);
    assert.equal(rows[0].qty, '05');
    assert.equal((await read(spec, false, text))[1].sku, '12E3');
    assert.deepEqual(await read(spec, true, 'sku,qty,qty\nA,1,2\n'), [{ sku: 'A', qty: 2 }]);
  }
  await helper.stopServer();
  process.exit(0);
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
JS
node probe.cjs
