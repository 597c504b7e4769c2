/** Commands of the documentation that are run by something else than the test of the documentation, and by what. */
export const ELSEWHERE: { readonly [command: string]: string } = {
  'npm ci': 'whoever runs the tests has run it, and .ci/run does in a fresh clone',
  'npm test': 'runs the tests, this one among them',
  'npm run verify': 'the first half of npm test',
  'npm run demo': 'testbed/src/demo.test.ts',
  'npm run chatbot': 'testbed/production-entry.test.ts starts the same entry',
  'npm run new-check cors/preflight-cache': 'scripts/scaffold.test.ts writes a check into a copy',
  'npm run -s launch-ready -- init http://localhost:3000 --record ana --record bea':
    'takes a person at a browser; auditor/src/io/recording.test.ts drives one',
  'npm install --no-save ./vendor/launch-ready.tgz': 'testbed/packed.test.ts packs and installs the package',
};
