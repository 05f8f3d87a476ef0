#!/usr/bin/env bash
# Shopify's client keeps the host of an address and drops the rest without a word.
#
# Expected: `storeDomain: 'http://127.0.0.1:8080/shop-a'` either is refused or is where requests go: by plain http, under /shop-a.
# Happens:  @shopify/admin-api-client 2.0.0 takes host and port. The protocol becomes https, the path is lost, no error and no warning.
#   The REST client of the same package has a setting `scheme`, the GraphQL client has none. An answer of the media type that the
#   GraphQL-over-HTTP draft prescribes, application/graphql-response+json, is refused as unexpected, although it is a right answer.
# Matters:  a simulator or a gateway that serves several shops under paths gets each shop's calls at its root, or none, and the error says
#   no more than "fetch failed". The way out is customFetchApi, which receives the rewritten address.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --prefix . @shopify/admin-api-client@2.0.0 @shopify/graphql-client@2.0.0
cat > probe.cjs <<'JS'
const assert = require('node:assert/strict');
const { createAdminApiClient, createAdminRestApiClient } = require('@shopify/admin-api-client');
console.log('@shopify/admin-api-client', require('./node_modules/@shopify/admin-api-client/package.json').version);

let asked;
let mediaType = 'application/json';
const settings = {
  storeDomain: 'http://127.0.0.1:8080/shop-a',
  apiVersion: '2026-07',
  accessToken: 'none',
  customFetchApi: async (url) => {
    asked = String(url);
    return new Response('{"data":{"shop":{"name":"A"}}}', { headers: { 'content-type': mediaType } });
  },
};
(async () => {
  const client = createAdminApiClient(settings);
  const plain = await client.request('{ shop { name } }');
  console.log(`${settings.storeDomain} -> ${asked}`);
  assert.equal(asked, 'https://127.0.0.1:8080/admin/api/2026-07/graphql.json');
  assert.equal(plain.errors, undefined);
  await createAdminRestApiClient({ ...settings, scheme: 'http' }).get('shop');
  console.log(`REST with scheme http -> ${asked}`);
  assert.equal(asked, 'http://127.0.0.1:8080/admin/api/2026-07/shop.json');
  mediaType = 'application/graphql-response+json';
  const draft = await client.request('{ shop { name } }');
  console.log(`${mediaType}: ${draft.errors.message}`);
  assert.equal(draft.data, undefined);
})();
JS
node probe.cjs
