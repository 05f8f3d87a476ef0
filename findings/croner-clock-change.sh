#!/usr/bin/env bash
# Two ways to write a nightly time: one keeps its run when the clock changes, one loses it and later doubles it.
#
# Expected: "30 2 * * *" and "*/30 2 * * *" both name 02:30. On the night when 02:00 to 03:00 does not exist a scheduler moves the run
#   or leaves it out, but for both alike, and likewise in autumn, when that hour happens twice.
# Happens:  croner 11.0.1 in Europe/Berlin on 2027-03-28 runs "30 2 * * *" at 03:00 (not 03:30, so together with a job at 03:00). As
#   soon as the minute holds a step, a range or a list ("0,30 2 * * *") there is no run that night. In autumn the plain form runs once,
#   in the first of the two hours, and the other form in both, four times instead of two.
# Matters:  "every half hour from two to three" as the window of a nightly reconciliation is silently empty one night a year and double
#   another night, although a test with a plain time showed that the clock change is handled. Schedule in UTC or outside that hour.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --prefix . croner@11.0.1
cat > probe.mjs <<'JS'
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Cron } from 'croner';
console.log('croner', JSON.parse(readFileSync('node_modules/croner/package.json', 'utf8')).version);

function runs(pattern, from, to) {
  const job = new Cron(pattern, { timezone: 'Europe/Berlin', paused: true });
  const times = job.nextRuns(20, from).map((time) => time.toISOString().slice(0, 16) + 'Z').filter((time) => time < to);
  console.log(pattern.padEnd(16), 'after', from.slice(0, 10), times.join(' ') || 'no run');
  return times;
}
const spring = ['2027-03-27T12:00:00Z', '2027-03-28T12:00Z']; // the clock jumps at 01:00Z from 02:00 to 03:00
assert.deepEqual(runs('30 2 * * *', ...spring), ['2027-03-28T01:00Z']);
assert.deepEqual(runs('0 3 * * *', ...spring), ['2027-03-28T01:00Z']);
for (const pattern of ['*/30 2 * * *', '0,30 2 * * *', '30-31 2 * * *']) {
  assert.deepEqual(runs(pattern, ...spring), []);
}
const autumn = ['2026-10-24T12:00:00Z', '2026-10-25T12:00Z']; // 02:00 to 03:00 happens at 00:00Z and again at 01:00Z
assert.deepEqual(runs('30 2 * * *', ...autumn), ['2026-10-25T00:30Z']);
assert.deepEqual(runs('*/30 2 * * *', ...autumn), [
  '2026-10-25T00:00Z',
  '2026-10-25T00:30Z',
  '2026-10-25T01:00Z',
  '2026-10-25T01:30Z',
]);
JS
node probe.mjs
