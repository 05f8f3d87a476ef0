#!/usr/bin/env bash
# A server in Spain, Brazil or China gets English from Node-RED, one in Germany, France or Japan does not.
#
# Expected: Node-RED takes the language of its runtime from LC_ALL, LC_MESSAGES or LANG. Its own nodes are translated in folders such as
#   de, fr, ja, es-ES, pt-BR and zh-CN, so LANG=es_ES.UTF-8 finds es-ES as surely as LANG=de_AT.UTF-8 finds de.
# Happens:  @node-red/util 5.0.7 keeps the first two letters of the variable. "es" is looked up as the folder es, there is none, and
#   the fallback goes from region to language only, never from a language to its one region: English. The same for pt-BR and zh-CN, and for
#   lang: 'es-MX' in the settings. A variable that is set and empty, which POSIX counts as not set, hides those after it.
# Matters:  a package that follows Node-RED's own folder names is untranslated in three of its languages for texts that the runtime
#   makes (status, errors), while the editor of the same installation shows them. Set `lang` in the settings, or name the folder es.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --prefix . @node-red/util@5.0.7
cat > probe.cjs <<'JS'
const fs = require('node:fs');
const path = require('node:path');
const { i18n } = require('@node-red/util');
const texts = { 'en-US': 'ready', de: 'bereit', fr: 'prêt', 'es-ES': 'listo', 'pt-BR': 'pronto', 'zh-CN': '就绪' };
for (const [language, ready] of Object.entries(texts)) {
  fs.mkdirSync(path.join('locales', language), { recursive: true });
  fs.writeFileSync(path.join('locales', language, 'node.json'), JSON.stringify({ ready }));
}
(async () => {
  i18n.init({ lang: process.argv[2] });
  await i18n.registerMessageCatalog('shop/node', path.resolve('locales'), 'node.json');
  console.log(i18n._('shop/node:ready'));
})();
JS
echo "@node-red/util $(node -p "require('./node_modules/@node-red/util/package.json').version")"
unset LC_ALL LC_MESSAGES LANG
expect() {
  local text
  text=$(env ${1:+"LANG=$1"} ${4:+"LC_ALL="} node probe.cjs $2)
  echo "LANG=$1 lang=$2 ${4:-}: $text"
  [ "$text" = "$3" ] || { echo "expected $3" >&2; exit 1; }
}
expect de_AT.UTF-8 '' bereit
expect fr_CA.UTF-8 '' prêt
expect es_ES.UTF-8 '' ready
expect pt_BR.UTF-8 '' ready
expect zh_CN.UTF-8 '' ready
expect '' es-ES listo
expect '' es-MX ready
expect '' de-AT bereit
expect de_DE.UTF-8 '' ready 'with an empty LC_ALL'
