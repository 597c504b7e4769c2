/** Commands of the documentation that are run by something else than the test of the documentation, and by what. */
export const ELSEWHERE: { readonly [command: string]: string } = {
  'npm ci': 'whoever runs the tests has run it, and .ci/run does in a fresh clone',
  'npm test': 'runs the tests, this one among them',
  'npm run verify': 'the first half of npm test',
  'npm run fuzz': 'the unit tests, with examples that nobody has seen',
  'npm run demo':
    'takes minutes; testbed/src/demo.test.ts holds its judgement, testbed/stage/stage.test.ts its stage',
  'npm run chatbot': 'testbed/production-entry.test.ts starts the same entry',
  'npm run new-check cors/preflight-cache': 'scripts/scaffold.test.ts writes a check into a copy',
  'npx launch-ready init http://localhost:3000 --record ana --record bea':
    'takes a person at a browser; auditor/src/io/recording.test.ts drives one',
  'npx launch-ready fix latest': 'testbed/conformance/fix.test.ts, on a product with a repository of its own',
  'npx launch-ready fix latest cors/origin-allow-list': 'testbed/conformance/fix.test.ts',
  'npx launch-ready fix latest --apply': 'testbed/conformance/fix.test.ts',
  'npx launch-ready fix latest authorization/read-object --for-agent': 'testbed/conformance/fix.test.ts',
  'npx launch-ready fix latest --tests vitest > launch-ready.test.mjs': 'testbed/conformance/fix.test.ts',
  'npx launch-ready fix latest --tests curl > launch-ready.sh': 'testbed/conformance/fix.test.ts',
  'npx launch-ready gate latest --baseline baseline.json --save baseline.json':
    'testbed/src/action.test.ts, which has a baseline',
  '[ $? -le 2 ] || exit 64': 'a line of the recipe that testbed/src/action.test.ts runs as the action does',
  'set -- latest --save baseline.json': 'the same',
  '[ -f baseline.json ]': 'the same',
  'set -- "$@" --baseline baseline.json': 'the same',
  'npx launch-ready gate "$@"': 'the same',
};
