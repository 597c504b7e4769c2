import { variablesOf, type Regression } from './regression.ts';

/** The proofs as a shell script with curl: exit 0 when all hold, 1 when one is broken, 2 when one could not be asked. */
export function asCurl(run: string, regressions: readonly Regression[]): string {
  return [
    '#!/bin/sh',
    `# Proofs of run ${run}: exit 0 when all hold, 1 when one is broken, 2 when one could not be asked.`,
    '# OWNERS_TEXT: words that only the owner has put there.',
    'set -u',
    ...variablesOf(regressions).map((name) => `: "\${${name}:?set it: without it, nothing is proven}"`),
    'broken=0; open=0; answer=$(mktemp); trap \'rm -f "$answer"\' EXIT',
    '',
    ...regressions.map(blockOf),
    'if [ "$broken" -gt 0 ]; then exit 1; fi',
    'if [ "$open" -gt 0 ]; then exit 2; fi',
    '',
  ].join('\n');
}

function blockOf({ finding, steps }: Regression): string {
  const name = quoted(`${finding.check} at ${finding.where} (${finding.fingerprint.slice(0, 12)})`);
  const ownersText = steps.some((one) => one.forbidden.includes('${OWNERS_TEXT}'));
  const lines = steps.flatMap(({ method, path, headers, body, kind, forbidden }) => {
    const call = [
      'status=$(curl -sS -i --max-time 30 -o "$answer" -w "%{http_code}"',
      `-X ${quoted(method)}`,
      ...headers.map(([key, value]) => `-H ${quoted(`${key}: ${value}`)}`),
      ...(body === undefined ? [] : [`--data-binary ${quoted(body)}`]),
      `${quoted(`\${APP_URL}${path}`)}) || status=000`,
    ].join(' ');
    if (kind === 'control') {
      const sees = ownersText ? ` && grep -qF -- ${quoted('${OWNERS_TEXT}')} "$answer"` : '';
      return [call, `case "$status" in 2??) true${sees};; *) false;; esac || state=open`];
    }
    return [
      call,
      'case "$status" in 000|5??) state=open;; esac',
      ...forbidden.map((text) => `if grep -qF -- ${quoted(text)} "$answer"; then state=broken; fi`),
    ];
  });
  return [
    'state=held',
    ...lines,
    `echo "$state: "${name}`,
    'case "$state" in broken) broken=1;; open) open=1;; esac',
    '',
  ].join('\n');
}

/** Single quotes around all but our own variables, so that nothing from outside is ever run by the shell. */
function quoted(text: string): string {
  return text
    .split(/(\$\{[A-Z0-9_]+\})/u)
    .filter((part) => part !== '')
    .map((part) => (/^\$\{[A-Z0-9_]+\}$/u.test(part) ? `"${part}"` : `'${part.replaceAll("'", "'\\''")}'`))
    .join('');
}
