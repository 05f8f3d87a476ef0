#!/usr/bin/env bash
# A single request cannot be told not to retry, on a client of Shopify that retries.
#
# Expected: `retries` is an option of the client and of each request, and the one of the request wins, so `retries: 0` sends a
#   write exactly once while reads of the same client are repeated.
# Happens:  with @shopify/admin-api-client 2.0.0 any other number wins, but 0 counts as "not given": the client's own number is
#   used. The REST client of the same package does the reverse: a request that names no number is never retried, although the
#   client was built with `retries: 3`.
# Matters:  a mutation that moves stock relative to what is there must not be sent again blindly after a lost answer. The only
#   safe arrangement is a client built with 0 and a number on each read.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --prefix . @shopify/admin-api-client@2.0.0 @shopify/graphql-client@2.0.0
cat > probe.cjs <<'JS'
const assert = require('node:assert/strict');
const { createAdminApiClient, createAdminRestApiClient } = require('@shopify/admin-api-client');

let calls = 0;
const settings = (retries) => ({
  storeDomain: 'shop.example',
  apiVersion: '2026-07',
  accessToken: 'none',
  retries,
  customFetchApi: async () => {
    calls += 1;
    return new Response(null, { status: 503, headers: { 'retry-after': '1' } });
  },
});

async function count(label, expected, act) {
  calls = 0;
  await act();
  console.log(`${label}: sent ${calls} time(s)`);
  assert.equal(calls, expected);
}

(async () => {
  console.log('@shopify/admin-api-client', require('./node_modules/@shopify/admin-api-client/package.json').version);
  const graphql = createAdminApiClient(settings(3));
  await count('GraphQL, client 3, request 1', 2, () => graphql.request('{ shop { name } }', { retries: 1 }));
  await count('GraphQL, client 3, request 0', 4, () => graphql.request('{ shop { name } }', { retries: 0 }));
  const once = createAdminApiClient(settings(0));
  await count('GraphQL, client 0, request 2', 3, () => once.request('{ shop { name } }', { retries: 2 }));
  const rest = createAdminRestApiClient(settings(3));
  await count('REST, client 3, request silent', 1, () => rest.get('shop'));
})();
JS
node probe.cjs
