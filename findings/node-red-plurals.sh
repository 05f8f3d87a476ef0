#!/usr/bin/env bash
# Node-RED's old plural keys know two forms, its new i18next knows more: two Russian pieces are one, a million is English.
#
# Expected: a catalogue in the form of Node-RED's documentation holds KEY and KEY_plural. For languages with two forms a number picks
#   KEY for one and KEY_plural for all others, and a text that exists in a language is not taken from another one.
# Happens:  @node-red/util 5.0.7 renames KEY_plural to KEY_other when it loads a catalogue, and i18next 25.8.14 asks Intl for the form.
#   Spanish and French have a form "many" for round millions there: without KEY_many the singular is shown ("1000000 artículo"). In
#   Russian 2 is "few" and 5 is "many": both show the singular. With the newer keys KEY_one and KEY_other there is no plain KEY to
#   fall back on, and the same Spanish million comes out in English in the middle of a Spanish sentence.
# Matters:  counts of units in a report reach a million, and tests with 0, 1, 2 and 100 are all right. Add KEY_many to es, fr, it and pt.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --prefix . @node-red/util@5.0.7 i18next@25.8.14
cat > probe.cjs <<'JS'
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { i18n } = require('@node-red/util');
const [, , language, ...expected] = process.argv;
const catalogues = {
  'en-US': { old: '__count__ item', old_plural: '__count__ items', new_one: '__count__ item', new_other: '__count__ items' },
  'es-ES': { old: '__count__ artículo', old_plural: '__count__ artículos', new_one: '__count__ artículo', new_other: '__count__ artículos' },
  ru: { old: '__count__ товар', old_plural: '__count__ товаров', new_one: '__count__ товар', new_other: '__count__ товаров' },
};
for (const [name, texts] of Object.entries(catalogues)) {
  fs.mkdirSync(path.join('locales', name), { recursive: true });
  fs.writeFileSync(path.join('locales', name, 'node.json'), JSON.stringify(texts));
}
(async () => {
  i18n.init({ lang: language });
  await i18n.registerMessageCatalog('shop/node', path.resolve('locales'), 'node.json');
  const seen = [
    ...[1, 2, 1000000].map((count) => i18n._('shop/node:old', { count })),
    ...[2, 1000000].map((count) => i18n._('shop/node:new', { count })),
  ];
  console.log(`${language}: old keys ${seen.slice(0, 3).join(', ')}; new keys ${seen.slice(3).join(', ')}`);
  assert.deepEqual(seen, expected);
})();
JS
for name in @node-red/util i18next; do echo "$name $(node -p "require('./node_modules/$name/package.json').version")"; done
node probe.cjs en-US '1 item' '2 items' '1000000 items' '2 items' '1000000 items'
node probe.cjs es-ES '1 artículo' '2 artículos' '1000000 artículo' '2 artículos' '1000000 items'
node probe.cjs ru '1 товар' '2 товар' '1000000 товар' '2 items' '1000000 items'
