#!/usr/bin/env bash
# A default in a JSON Schema removes a compiler error and leaves the undefined.
#
# Expected: one schema for check and type: what Ajv lets through is what the type of json-schema-to-ts promises. A property that is not
#   in `required` is optional, with or without a default.
# Happens:  json-schema-to-ts 3.1.1 takes a property with a `default` for present: its type is `number`, without undefined. Ajv 8.20.0
#   fills defaults in only when told to (useDefaults), otherwise an object without the property is valid. Strict TypeScript is then
#   sure of a number that is not there, and `available - buffer` is NaN. The type has a switch for the other reading, `keepDefaultedPropertiesOptional`.
# Matters:  a safety buffer with a default of 3 is the kind of setting that gets one. Both libraries are right on their own.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent --prefix . json-schema-to-ts@3.1.1 ajv@8.20.0 typescript@5.9.3
cat > line.ts <<'TS'
import Ajv from 'ajv';
import type { FromSchema } from 'json-schema-to-ts';
const schema = {
  type: 'object',
  properties: { available: { type: 'integer' }, buffer: { type: 'integer', default: 3 } },
  required: ['available'],
  additionalProperties: false,
} as const;
type Line = FromSchema<typeof schema>;
type Careful = FromSchema<typeof schema, { keepDefaultedPropertiesOptional: true }>;
const line: unknown = JSON.parse('{"available": 10}');
const valid = new Ajv.default().validate<Line>(schema, line);
if (valid) {
  const buffer: number = line.buffer;
  console.log(`valid: ${valid}, buffer: ${buffer}, for sale: ${line.available - buffer}`);
}
// @ts-expect-error the careful type knows that the buffer may be missing
export const refused: number = (line as Careful).buffer;
TS
echo '{"type":"module"}' > package.json
npx --no-install tsc --strict --skipLibCheck --module nodenext --target es2022 line.ts
for name in json-schema-to-ts ajv typescript; do
  node -p "'$name ' + JSON.parse(fs.readFileSync('node_modules/$name/package.json')).version"
done
seen=$(node line.js)
echo "compiled without an error; run: $seen"
[ "$seen" = 'valid: true, buffer: undefined, for sale: NaN' ]
