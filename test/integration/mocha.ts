import 'mocha/mocha.js';

/** Prints each test as it ends. The host's console is all there is: neither a terminal nor, in a worker, a process. */
function ConsoleReporter(runner: Mocha.Runner): void {
  runner.on('suite', ({ title, root }) => !root && console.log(`  ${title}`));
  runner.on('pass', ({ title, duration }) => console.log(`    ✔ ${title} (${duration ?? 0} ms)`));
  runner.on('fail', ({ title }, error: Error) => console.error(`    ✖ ${title}\n${error.stack ?? error.message}`));
}

// Mocha looks for its options in a page's address; Node has none.
if (!('location' in globalThis)) Object.assign(globalThis, { location: { search: '' } });
// Before any test file is evaluated: it makes `suite` and `test`.
mocha.setup({ ui: 'tdd', reporter: ConsoleReporter as unknown as Mocha.ReporterConstructor, timeout: 30_000 });

/** Rejected when a test has failed. The tally is the last line: without it the host has died in the midst of a test. */
export function runMocha(): Promise<void> {
  return new Promise((resolve, reject) => {
    const runner = mocha.run(failures => {
      const { passes = 0 } = runner.stats ?? {};
      console.log(`extension host: ${passes} passed, ${failures} failed`);
      if (failures === 0) resolve();
      else reject(new Error(`${failures} of the suite's tests failed.`));
    });
  });
}
