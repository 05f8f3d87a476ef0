#!/usr/bin/env bash
# One line break of another kind decides how Papa Parse reads the whole file.
#
# Expected: a CSV file that two programs wrote (a header line added to an export, a list continued by hand) may mix CRLF and LF. A
#   reader takes both, as text editors and most parsers do, or complains.
# Happens:  papaparse 5.7.1 picks one kind for the file. If the first line ends with LF, LF it is, and the last column of each later line
#   keeps an invisible CR, without an error: "A-1\r" is no SKU of the shop. If only the first line ends with CRLF, CRLF it is,
#   and all further lines become one row: here one of three products is read, with a name that runs over two lines, and the only
#   hint is "too many fields" for that row.
# Matters:  the first case passes every check on numbers, since Number("5\r") is 5. Only a text in the last column fails, and only for
#   the lines that came from the other program. Give `newline` after a look at the text, or normalise it first.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --prefix . papaparse@5.7.1
cat > probe.cjs <<'JS'
const assert = require('node:assert/strict');
const Papa = require('papaparse');
console.log('papaparse', require('./node_modules/papaparse/package.json').version);
function read(text) {
  const { data, errors } = Papa.parse(text, { header: true, skipEmptyLines: true });
  console.log(JSON.stringify(text), '->', JSON.stringify(data), errors.map(({ code }) => code).join());
  return { data, errors };
}
const late = read('qty,sku\n4,A-1\r\n5,A-2\r\n');
assert.deepEqual(late.data, [{ qty: '4', sku: 'A-1\r' }, { qty: '5', sku: 'A-2\r' }]);
assert.deepEqual(late.errors, []);
const early = read('sku,name\r\nA-1,shirt\nA-2,hat\nA-3,scarf\n');
assert.equal(early.data.length, 1);
assert.equal(early.data[0].name, 'shirt\nA-2');
const unix = read('sku,name\nA-1,shirt\nA-2,hat\n');
assert.equal(unix.data.length, 2);
JS
node probe.cjs
