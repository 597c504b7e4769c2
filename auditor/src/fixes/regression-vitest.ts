import { variablesOf, type Regression } from './regression.ts';

/** The proofs as tests for vitest, with nothing but fetch. */
export function asVitest(run: string, regressions: readonly Regression[]): string {
  const variables = variablesOf(regressions).map((name) => `//   ${name}`);
  return [
    `// Proofs of run ${run}, as tests: they fail while the product is broken, and hold once it is mended.`,
    '// They read from the environment, and fail when one is missing (OWNERS_TEXT: words that only the owner has put there):',
    ...variables,
    "import { expect, it } from 'vitest';",
    '',
    HELPERS,
    ...regressions.map(testOf),
  ].join('\n');
}

const HELPERS = `function env(text) {
  return text.replace(/\\$\\{([A-Z0-9_]+)\\}/g, (_, name) => {
    const value = process.env[name];
    if (!value) throw new Error('Set ' + name + ': without it, nothing is proven.');
    return value;
  });
}

async function ask({ method, path, headers, body }) {
  const filled = Object.entries(headers).map(([name, value]) => [name, env(value)]);
  const response = await fetch(env('\${APP_URL}') + env(path), {
    method,
    headers: Object.fromEntries(filled),
    redirect: 'manual',
    ...(body === undefined ? {} : { body: env(body) }),
  });
  const said = [...response.headers].map(([name, value]) => name + ': ' + value).join('\\n');
  return { status: response.status, text: said + '\\n\\n' + (await response.text()) };
}
`;

function testOf({ finding, steps }: Regression): string {
  const lines = steps.flatMap((step, index) => {
    const { role, method, path, headers, body, kind, forbidden } = step;
    const asked = JSON.stringify({ method, path, headers: Object.fromEntries(headers), body });
    const name = `${kind}${index + 1}`;
    const ownersText = steps.some((one) => one.forbidden.includes('${OWNERS_TEXT}'));
    return [
      `  // ${role.replaceAll(/\s+/gu, ' ')}`,
      `  const ${name} = await ask(${asked});`,
      ...(kind === 'control'
        ? [
            `  expect(${name}.status, 'the owner’s own call has to work, or nothing is proven').toBeLessThan(300);`,
            ...(ownersText
              ? [`  expect(${name}.text, 'the owner has to see it').toContain(env('\${OWNERS_TEXT}'));`]
              : []),
          ]
        : [
            `  expect(${name}.status, 'a product that fails proves nothing').toBeLessThan(500);`,
            ...forbidden.map((text) => `  expect(${name}.text).not.toContain(env(${JSON.stringify(text)}));`),
          ]),
    ];
  });
  return `it(${JSON.stringify(`${finding.check} at ${finding.where} (${finding.fingerprint.slice(0, 12)})`)}, async () => {\n${lines.join('\n')}\n});\n`;
}
