/**
 * A suite of named checks, run one after the other, for what no test runner drives.
 * @param {string} suite Two words or more.
 */
export function startChecks(suite) {
  const tally = { passed: 0, failed: 0 };
  return {
    /**
     * @param {string} name
     * @param {() => unknown} action Fails by throwing.
     * @returns {Promise<boolean>} True if it has passed.
     */
    async check(name, action) {
      const started = Date.now();
      try {
        await action();
        tally.passed += 1;
        console.log(`    ✔ ${name} (${Date.now() - started} ms)`);
        return true;
      } catch (error) {
        tally.failed += 1;
        console.error(`    ✖ ${name}\n${error.message}`);
        return false;
      }
    },
    /** Prints the tally, and makes the process fail if a check has. */
    end() {
      console.log(`${suite}: ${tally.passed} passed, ${tally.failed} failed`);
      if (tally.failed > 0) process.exitCode = 1;
    },
  };
}
