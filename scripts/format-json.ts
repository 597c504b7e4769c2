const WIDTH = 110;

/** JSON as the formatter of this repository would write it, so that a generated file passes its check. */
export function formatJson(value: unknown): string {
  return `${print(value, 0, 0)}\n`;
}

/** @param used columns that stand before the value on its line */
function print(value: unknown, depth: number, used: number): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const inner = '  '.repeat(depth + 1);
  const outer = '  '.repeat(depth);
  if (Array.isArray(value)) {
    const flat = `[${value.map((item) => print(item, 0, 0)).join(', ')}]`;
    if (!flat.includes('\n') && used + flat.length + 1 <= WIDTH) return flat;
    return `[\n${value.map((item) => inner + print(item, depth + 1, inner.length)).join(',\n')}\n${outer}]`;
  }
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  if (entries.length === 0) return '{}';
  const lines = entries.map(([key, one]) => {
    const start = `${inner}${JSON.stringify(key)}: `;
    return start + print(one, depth + 1, start.length);
  });
  return `{\n${lines.join(',\n')}\n${outer}}`;
}
