/** Why NCALayer gave no signatures. Each is shown to the person with what to do about it. */
export type NcaLayerFault =
  /** Nothing answers at the address: the program is not installed or not started. */
  | 'not-running'
  /** The browser lets no page reach programs of this computer. */
  | 'blocked'
  /** The person closed the window of the program. */
  | 'cancelled'
  /** The key belongs to another person, or to another organisation; nothing of it is sent. */
  | 'wrong-person'
  | 'wrong-organisation'
  /** The program is too old to know the request, or lacks the part that signs. */
  | 'old-version'
  /** Another request of this page is still open. */
  | 'busy'
  /** The person or the program took too long. */
  | 'timed-out'
  /** The program reported an error; `detail` has its code. */
  | 'failure'

export class NcaLayerError extends Error {
  override readonly name = 'NcaLayerError'
  readonly fault: NcaLayerFault
  readonly detail: string
  /** Whose key is needed and whose was used, as much of the numbers as their owners recognise. */
  readonly key: WrongKey | undefined

  constructor(fault: NcaLayerFault, detail = '', more: { readonly cause?: unknown; readonly key?: WrongKey } = {}) {
    super(detail === '' ? fault : `${fault}: ${detail}`, { cause: more.cause })
    this.fault = fault
    this.detail = detail
    this.key = more.key
  }
}

interface WrongKey {
  readonly needed: string
  readonly given: string
}

export interface SignOptions {
  /** The exact octets kept by the server, each in Base64. */
  readonly documents: readonly string[]
  /** 12 digits of the person who signs; the program then offers that person's keys only. */
  readonly iin: string
  /** 12 digits of the organisation the person must act for. */
  readonly bin?: string
  /** Extended key usages that the certificate must bear beside the one for signing. */
  readonly usages?: readonly string[]
  readonly locale: 'kk' | 'ru' | 'en'
  /** PEM of the authorities whose keys are offered; left out: those of the live National Authority. */
  readonly chain?: readonly string[]
  /** Asks the program for a time stamp. Left out: the server obtains it. */
  readonly withStamp?: boolean
  /** How long the person may take. Default 10 minutes. */
  readonly timeoutMs?: number
}

export interface NcaLayer {
  /** What the program says of itself, such as `1.4`. */
  readonly version: string
  /** Detached CMS in Base64, one for each document, in their order. @throws {NcaLayerError} by rejection */
  sign(options: SignOptions): Promise<readonly string[]>
  close(): void
}

const OLDEST_VERSION = [1, 4] as const
const EMAIL_PROTECTION = '1.3.6.1.5.5.7.3.4'

/**
 * Opens the connection to NCALayer on this machine and waits for its greeting.
 *
 * The program numbers no requests, so one connection carries one request at a time.
 *
 * @param url such as `wss://127.0.0.1:13579`
 * @throws {NcaLayerError} by rejection
 */
export async function connectNcaLayer(url: string, options: { readonly timeoutMs?: number } = {}): Promise<NcaLayer> {
  const { timeoutMs = 5000 } = options
  const socket = openSocket(url)
  const greeting = await nextMessage(socket, timeoutMs, 'not-running').catch(async (error: unknown) => {
    socket.close()
    throw (await isBlocked()) ? new NcaLayerError('blocked', url, { cause: error }) : error
  })
  const version = stringAt(recordAt(greeting, 'result'), 'version')
  if (version === undefined || isOlder(version)) {
    socket.close()
    throw new NcaLayerError('old-version', version)
  }
  let isBusy = false
  return {
    version,
    async sign(request) {
      if (isBusy) throw new NcaLayerError('busy')
      if (socket.readyState !== WebSocket.OPEN) throw new NcaLayerError('not-running')
      isBusy = true
      try {
        const answer = nextMessage(socket, request.timeoutMs ?? 600_000, 'timed-out')
        socket.send(JSON.stringify(signMessage(request)))
        const signatures = readSignatures(await answer, request.documents.length)
        checkKey(signatures, request)
        return signatures
      } catch (error) {
        // A late answer would be taken for that of the next request.
        if (error instanceof NcaLayerError && error.fault === 'timed-out') socket.close()
        throw error
      } finally {
        isBusy = false
      }
    },
    close: () => socket.close(),
  }
}

function openSocket(url: string): WebSocket {
  try {
    return new WebSocket(url)
  } catch (error) {
    throw new NcaLayerError('not-running', url, { cause: error })
  }
}

function nextMessage(socket: WebSocket, timeoutMs: number, onTimeout: NcaLayerFault): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const listeners = new AbortController()
    const settle = (act: () => void): void => {
      clearTimeout(timer)
      listeners.abort()
      act()
    }
    const timer = setTimeout(() => settle(() => reject(new NcaLayerError(onTimeout))), timeoutMs)
    const { signal } = listeners
    socket.addEventListener('message', (event) => settle(() => resolve(parseJson(event.data))), { signal })
    socket.addEventListener('error', () => settle(() => reject(new NcaLayerError('not-running'))), { signal })
    socket.addEventListener('close', () => settle(() => reject(new NcaLayerError('not-running'))), { signal })
  })
}

function signMessage(request: SignOptions): unknown {
  const { documents, iin, bin = '', usages = [], locale, chain, withStamp = false } = request
  const [first = ''] = documents
  return {
    module: 'kz.gov.pki.knca.basics',
    method: 'sign',
    args: {
      allowedStorages: null,
      format: 'cms',
      data: documents.length === 1 ? first : documents,
      // Left to itself the program would sign the Base64 as text and put the document into the signature.
      signingParams: { decode: true, encapsulate: false, digested: false, ...(withStamp ? { tsaProfile: {} } : {}) },
      signerParams: {
        extKeyUsageOids: [EMAIL_PROTECTION, ...usages],
        iin,
        bin,
        serialNumber: '',
        ...(chain === undefined ? {} : { chain }),
      },
      locale,
    },
  }
}

function readSignatures(answer: unknown, count: number): readonly string[] {
  if (stringAt(answer, 'errorCode') === 'MODULE_NOT_FOUND') throw new NcaLayerError('old-version', 'MODULE_NOT_FOUND')
  const body = recordAt(answer, 'body')
  if (recordAt(answer, 'status') !== true) throw new NcaLayerError('failure', stringAt(answer, 'code') ?? '')
  const result = recordAt(body, 'result')
  if (result === undefined) throw new NcaLayerError('cancelled')
  const signatures = (Array.isArray(result) ? result : [result]).map((item: unknown) =>
    typeof item === 'string' ? withoutArmour(item) : '',
  )
  if (signatures.length !== count || signatures.includes('')) throw new NcaLayerError('failure', 'UNREADABLE_ANSWER')
  return signatures
}

/**
 * Whether the key is the one that was asked for. Programs offer keys of the person asked for, so this is rare; the
 * server checks it in any case, and only then it counts. Here it saves sending what cannot be taken.
 */
function checkKey(signatures: readonly string[], { iin, bin = '' }: SignOptions): void {
  // Names in certificates bear the numbers as plain text, and a detached signature holds nothing else.
  const text = signatures.map(atob).join(' ')
  const check = (fault: NcaLayerFault, prefix: string, needed: string): void => {
    const given = [...text.matchAll(new RegExp(`${prefix}(\\d{12})`, 'g'))].map(([, digits = '']) => digits)
    const other = given.find((digits) => digits !== needed)
    const isWrong = prefix === 'IIN' ? other !== undefined : !given.includes(needed)
    if (needed === '' || !isWrong) return
    throw new NcaLayerError(fault, '', {
      key: { needed: mask(needed), given: other === undefined ? '—' : mask(other) },
    })
  }
  check('wrong-person', 'IIN', iin)
  check('wrong-organisation', 'BIN', bin)
}

/** The last digits of a number: enough for its owner, too few for anybody else. */
function mask(digits: string): string {
  return `********${digits.slice(-4)}`
}

/** Browsers of the Chromium family ask before a page may reach this computer; a "no" stays until it is taken back. */
async function isBlocked(): Promise<boolean> {
  for (const name of ['loopback-network', 'local-network-access']) {
    try {
      const { state } = await navigator.permissions.query({ name: name as PermissionName })
      if (state === 'denied') return true
    } catch {
      // A browser that does not know the permission does not ask for it.
    }
  }
  return false
}

/** The program gives PEM or bare Base64, by its version. */
function withoutArmour(text: string): string {
  return text.replaceAll(/-----[A-Z0-9 ]+-----|\s/g, '')
}

function isOlder(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [oldestMajor, oldestMinor] = OLDEST_VERSION
  return !(major > oldestMajor || (major === oldestMajor && minor >= oldestMinor))
}

function parseJson(data: unknown): unknown {
  try {
    return typeof data === 'string' ? (JSON.parse(data) as unknown) : undefined
  } catch {
    return undefined
  }
}

function recordAt(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined
}

function stringAt(value: unknown, key: string): string | undefined {
  const found = recordAt(value, key)
  return typeof found === 'string' ? found : undefined
}
