// For the processes of test files: one that hangs ends as a failure. `--test-force-exit` would end it sooner, but with it
// go the tests that a file adds after waiting for something: they are not known yet when the earlier ones are done.
const LONGEST_FILE_MS = 600_000

if (process.env.NODE_TEST_CONTEXT !== undefined) {
  // Keeps nothing alive by itself: it runs out only where something else does.
  setTimeout(() => {
    console.error(`Nothing ended ${process.argv[1]} within ${LONGEST_FILE_MS / 60_000} minutes.`)
    process.exit(1)
  }, LONGEST_FILE_MS).unref()
}
