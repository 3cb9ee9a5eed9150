// The PostgreSQL driver (postgres 3.4.9) does not bear the loss of a connection in the middle of work: it ends the
// process, hangs, gives the next query the fault or rows of the one before, or runs what is left of a transaction in
// another one. Its source is mended where it is loaded; docs/decisions/0016 has the reasons. A version whose source is
// another one is refused, so that whoever changes the version looks here first.

/** What is put in place of what, by file of the driver. */
const MENDS = {
  '/postgres/src/connection.js': [
    // A connection that is lost takes no query: nobody would ever answer it.
    [
      "    if (stream)\n      return queryError(q, Errors.generic('COPY_IN_PROGRESS'",
      "    if (socket === null)\n      return (queryError(q, Errors.connection('CONNECTION_CLOSED', options)), true)\n\n    if (stream)\n      return queryError(q, Errors.generic('COPY_IN_PROGRESS'",
    ],
    [
      '  function nextWrite(fn) {\n',
      '  function nextWrite(fn) {\n    if (socket === null)\n      return (chunk = nextWriteTimer = null, false)\n\n',
    ],
    // Nothing of the lost connection is left for the next one: no octets, no fault, no rows, no query.
    [
      "    clearImmediate(nextWriteTimer)\n    socket.removeListener('data', data)",
      "    clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n    socket.removeListener('data', data)",
    ],
    [
      '    clearImmediate(nextWriteTimer)\n    if (socket) {',
      '    clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n    if (socket) {',
    ],
    [
      "    !hadError && (query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))\n",
      "    ;(query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))\n    query = results = errorResponse = final = null\n    result = new Result()\n    rows = 0\n",
    ],
    // Who waits to hold a connection gets the one that was opened for it.
    [
      '      initial && !initial.reserve && execute(initial)\n      options.shared.retries = retries = 0\n      initial = null\n      return\n',
      '      const isHeld = initial.reserve\n      !isHeld && execute(initial)\n      options.shared.retries = retries = 0\n      initial = null\n      return isHeld && onopen(connection)\n',
    ],
  ],
  '/postgres/src/index.js': [
    // Who was told that there is no connection does not get one later, which would be held for nobody.
    [
      '        const query = { reserve: resolve, reject }\n',
      '        const query = { reserve: resolve, reject: e => (queries.remove(query), reject(e)) }\n',
    ],
    // Who held a connection when it was lost holds it no more, also when it is open again for others.
    [
      '    c.reserved = () => queue.length\n      ? c.execute(queue.shift())\n      : move(c, reserved)\n    c.reserved.release = true\n',
      '    const held = c.reserved = () => queue.length\n      ? c.execute(queue.shift())\n      : move(c, reserved)\n    held.release = true\n',
    ],
    ['    sql.release = () => {\n', '    sql.release = () => {\n      if (c.reserved !== held)\n        return\n'],
    [
      '    function handler(q) {\n      c.queue === full\n        ? queue.push(q)',
      "    function handler(q) {\n      if (c.reserved !== held)\n        return q.reject(Errors.connection('CONNECTION_CLOSED', options))\n\n      c.queue === full\n        ? queue.push(q)",
    ],
    ['      , connection\n      , prepare = null\n', '      , connection\n      , held\n      , prepare = null\n'],
    [
      '        q.catch(e => uncaughtError || (uncaughtError = e))\n',
      "        q.catch(e => uncaughtError || (uncaughtError = e))\n        if (c.reserved !== held)\n          return q.reject(Errors.connection('CONNECTION_CLOSED', options))\n\n",
    ],
    [
      '      c.reserved = () => queries.length\n        ? c.execute(queries.shift())',
      '      held = c.reserved = () => queries.length\n        ? c.execute(queries.shift())',
    ],
  ],
}

/**
 * The source of a module as it is to be run.
 *
 * @param {string} url of the module
 * @returns {boolean} whether the module is one of those that are mended
 */
export function isMended(url) {
  return Object.keys(MENDS).some((file) => url.endsWith(file))
}

/**
 * @param {string} url of the module
 * @param {string} source as it is installed
 * @returns {string} the source with its faults mended
 * @throws {Error} when the installed driver is another version
 */
export function mended(url, source) {
  const [, mends] = Object.entries(MENDS).find(([file]) => url.endsWith(file)) ?? []
  return (mends ?? []).reduce((text, [from, to]) => {
    const parts = text.split(from)
    if (parts.length !== 2) throw new Error(`tools/mended-driver.mjs does not know this version of ${url}.`)
    return parts.join(to)
  }, source)
}
