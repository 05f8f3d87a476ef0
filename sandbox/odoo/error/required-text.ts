import type { MajorVersion } from '../major-version.ts'

/** What the server says when a mandatory field is empty (recordings err_validation_required). */
export function requiredText(
  version: MajorVersion,
  field: { label: string; name: string },
  model: { label: string; name: string },
): string {
  if (version === 19) {
    return (
      `The operation cannot be completed: Missing required value for the field '${field.label}' (${field.name}).\n` +
      `Model: '${model.label}' (${model.name})\n- create/update: a mandatory field is not set\n` +
      '- delete: another model requires the record being deleted, you can archive it instead\n'
    )
  }
  return (
    'The operation cannot be completed:\n- Create/update: a mandatory field is not set.\n' +
    '- Delete: another model requires the record being deleted. If possible, archive it instead.\n\n' +
    `Model: ${model.label} (${model.name})\nField: ${field.label} (${field.name})\n`
  )
}
