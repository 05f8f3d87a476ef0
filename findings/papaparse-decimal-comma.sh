#!/usr/bin/env bash
# A file with semicolons is split at its decimal commas, and Papa Parse reports nothing.
#
# Expected: Papa Parse finds the delimiter by trying each candidate and taking the one that cuts all lines into equally many fields. A
#   German or French export separates by semicolon because its numbers hold commas. Such a file is recognised, or there is an error.
# Happens:  with papaparse 5.7.1 that works until one title of a column holds a comma as well ("Bestand, frei"). Then comma and semicolon
#   cut every line into two fields, the comma is asked first and a tie is not a change of mind. "A-1;1,5" becomes the SKU "A-1;1"
#   with the quantity 5. `errors` is empty and meta.delimiter is ",".
# Matters:  the quantity is a plausible number, just not the one in the file. Name the delimiter, or refuse a file whose first title
#   holds another candidate.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --prefix . papaparse@5.7.1
cat > probe.cjs <<'JS'
const assert = require('node:assert/strict');
const Papa = require('papaparse');
console.log('papaparse', require('./node_modules/papaparse/package.json').version);
function read(text, options) {
  const { data, errors, meta } = Papa.parse(text, { header: true, skipEmptyLines: true, ...options });
  console.log(JSON.stringify(text.split('\n')[0]), '->', JSON.stringify(meta.delimiter), JSON.stringify(data), errors.length, 'errors');
  assert.deepEqual(errors, []);
  return data;
}
const lines = 'A-1;1,5\nA-2;12,5\n';
assert.deepEqual(read(`Artikel;Bestand frei\n${lines}`)[0], { Artikel: 'A-1', 'Bestand frei': '1,5' });
assert.deepEqual(read(`Artikel;Bestand, frei\n${lines}`), [
  { 'Artikel;Bestand': 'A-1;1', ' frei': '5' },
  { 'Artikel;Bestand': 'A-2;12', ' frei': '5' },
]);
assert.deepEqual(read(`Artikel;Bestand, frei\n${lines}`, { delimiter: ';' })[1], { Artikel: 'A-2', 'Bestand, frei': '12,5' });
JS
node probe.cjs
