export const languages: readonly string[]
export function filesOfNode(name: string): Map<string, string>
