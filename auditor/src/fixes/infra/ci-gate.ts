import type { Kit } from '../kit.ts';

const WORKFLOW = `# Audits the staging environment on every pull request: fails when the product is not ready, or when it could not be proven.
name: launch-ready
on:
  pull_request:
permissions:
  contents: read
  security-events: write
jobs:
  audit:
    runs-on: ubuntu-latest
    timeout-minutes: 30
    # Forks get no secrets: there is nothing to audit with.
    if: github.event.pull_request.head.repo.full_name == github.repository
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 24
      - run: npx --yes launch-ready audit --format terminal,sarif,md --out reports
        env:
          ANA: \${{ secrets.LAUNCH_READY_ANA }}
          BEA: \${{ secrets.LAUNCH_READY_BEA }}
      - if: always()
        run: cat reports/*.md >> "$GITHUB_STEP_SUMMARY"
      - if: always()
        uses: github/codeql-action/upload-sarif@v3
        with:
          sarif_file: reports
`;

export const ciGate: Kit = {
  id: 'ci-gate',
  title: 'A pull request that breaks a promise does not get in',
  explanation:
    'A GitHub workflow that audits your staging environment on each pull request from your own repository, writes the summary and uploads SARIF. It audits what is deployed there: deploy the pull request first, or it judges yesterday’s code.',
  undo: 'Delete the file.',
  frameworks: 'any',
  recipe: () => ({
    files: [{ path: '.github/workflows/launch-ready.yml', text: WORKFLOW }],
    wiring: [
      'Replace ANA and BEA by the variables that your target file names, and put their values into the repository’s secrets.',
      'Make the job a required check in the branch protection: before that, it only talks.',
      'Add a step before it that deploys the pull request to staging.',
    ],
    tried: 'syntax only',
    triedHow: 'The workflow was parsed as YAML. GitHub has not run it.',
  }),
};
