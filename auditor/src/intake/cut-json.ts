/** JSON whose end was cut off, closed so that what came before can be read. It is still broken where a name or a word was cut. */
export function closedJson(text: string): string {
  const open: string[] = [];
  let isString = false;
  for (let at = 0; at < text.length; at += 1) {
    const one = text[at];
    if (isString && one === '\\') at += 1;
    else if (one === '"') isString = !isString;
    else if (isString) continue;
    else if (one === '{') open.push('}');
    else if (one === '[') open.push(']');
    else if (one === '}' || one === ']') open.pop();
  }
  return `${text}${isString ? '"' : ''}${open.toReversed().join('')}`;
}
