// The end of .ci/run: `summarise-tests.js <Jest's JSON> [a step that failed ...]`. Names what failed or was skipped, and
// closes with the one line that counts. A test file that could not even be loaded counts as one failed test.
import { readFileSync } from 'node:fs';

const [file, ...failedSteps] = process.argv.slice(2);
const results = read();
const notRun = results.testResults.flatMap(({ assertionResults }) =>
  assertionResults.filter(({ status }) => status === 'pending' || status === 'todo'),
);
const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;

for (const step of failedSteps) console.log(`Failed: ${step}`);
for (const { fullName } of notRun) console.log(`Skipped, which is not allowed here: ${fullName}`);
console.log(`Tests: ${results.numPassedTests} passed, ${failed} failed`);
if (failed > 0 || notRun.length > 0 || failedSteps.length > 0) process.exitCode = 1;

function read() {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    console.log('The tests did not come to an end.');
    return { numPassedTests: 0, numFailedTests: 1, numRuntimeErrorTestSuites: 0, testResults: [] };
  }
}
