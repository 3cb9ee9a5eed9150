import { randomUUID } from 'node:crypto'
import type { AllowedAction, CaseCommand, Party, Rejection, SignatureRef } from '@qyzmet/casework'
import type { Step } from '@qyzmet/regulation'
import type { CaseId } from '../cases/case-id.ts'
import type { CaseService, LoadedCase } from '../cases/case-service.ts'
import type { Sql } from '../database/connect.ts'
import { findPendingSignature, type SubmittedSignature } from './signatures.queries.ts'
import { createPackageSending } from './package-sending.ts'
import { type ExpectedCertificate, expectedCertificate } from './certificate-rule.ts'
import { signatureRef, type Signatures } from './signatures.ts'

export type StaffPurpose = 'result' | 'minutes' | 'inspection' | 'package'
type StaffParty = Extract<Party, { kind: 'staff' }>

export interface StaffSigningRequest {
  readonly caseId: CaseId
  /** Hash of the bytes that were put before the person, hexadecimal. */
  readonly documentSha256: string
  readonly cms: Uint8Array
  readonly party: StaffParty
  readonly iin: string
}

/** What came of a signature of staff. A pending one is judged again by a job and moves the case by itself. */
export type SigningOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'pending' }
  /** The step asks for a certificate of the organisation, whose number nobody has entered: nothing was kept. */
  | { readonly kind: 'organisation-unknown' }
  | { readonly kind: 'invalid'; readonly reason: string }
  | { readonly kind: 'rejected'; readonly rejection: Rejection }

export interface StaffSigningDependencies {
  readonly sql: Sql
  readonly signatures: Signatures
  readonly cases: CaseService
  /** Who the person is today, for a signature judged later. */
  readonly partyOf: (accountId: string) => Promise<Party | undefined>
  /** Business identification number of a body; undefined while nobody has entered it. */
  readonly binOf: (providerId: string) => Promise<string | undefined>
  /** What an act of inspection says, by the case and the hash of its bytes. */
  readonly reportOf: (caseId: string, documentSha256: string) => Promise<string | undefined>
  /** Number of a request that is sent without a step of its own for it; undefined where there is one. */
  readonly numberOf: (loaded: LoadedCase) => Promise<string | undefined>
  /** Has the signature judged again, later. */
  readonly judgeLater: (signatureId: string) => Promise<void>
  readonly now: () => Temporal.Instant
  /** A signature of several was kept and could not take effect at once; the job tries again. */
  readonly reportFault: (cause: unknown) => void
}

export interface StaffSigning {
  readonly sign: (request: StaffSigningRequest) => Promise<SigningOutcome>
  /**
   * The signatures of one act, each over a document of a case of its own. All are kept before the first takes effect, so
   * that none is lost when the server dies between; what becomes of one does not stop the others.
   *
   * @returns an outcome for each, in their order
   */
  readonly signAll: (requests: readonly StaffSigningRequest[]) => Promise<readonly SigningOutcome[]>
  /** What certificate the person needs for the step; `unknown` when the number of their body was never entered. */
  readonly certificateFor: (step: Step, party: StaffParty) => Promise<ExpectedCertificate | 'any' | 'unknown'>
  /** Judges a pending signature again and lets it take effect. */
  readonly resume: (signatureId: string) => Promise<SigningOutcome>
  /** True while a signature of this person over what the case puts before them waits to be confirmed. */
  readonly isPending: (loaded: Pick<LoadedCase, 'caseId' | 'state'>, accountId: string) => Promise<boolean>
}

/** Signatures of the provider's staff over results, minutes, acts of inspection and requests they took in. */
export function createStaffSigning(dependencies: StaffSigningDependencies): StaffSigning {
  const { sql, signatures, cases, partyOf, binOf, reportOf, judgeLater, now, reportFault } = dependencies

  const certificateFor: StaffSigning['certificateFor'] = async ({ certificate }, { providerId }) => {
    if (certificate === undefined) return 'any'
    const bin = await binOf(providerId)
    return bin === undefined ? 'unknown' : expectedCertificate(certificate, bin)
  }

  const sendPackage = createPackageSending(dependencies)

  const takeEffect = async (signature: SubmittedSignature, party: Party): Promise<SigningOutcome> => {
    if (signature.purpose === 'package') return sendPackage(signature, party)
    const verdict = await signatures.judge(signature.id)
    if (verdict.verdict === 'INDETERMINATE') return { kind: 'pending' }
    const ref = signatureRef(signature, verdict)
    if (!ref) return { kind: 'invalid', reason: verdict.reason ?? 'malformed' }
    const loaded = await cases.load(signature.caseId as CaseId) // Kept by `sign` under the id of a loaded case.
    if (!loaded) return { kind: 'rejected', rejection: { code: 'not-open', parameters: {} } }
    const report =
      signature.purpose === 'inspection' ? await reportOf(loaded.caseId, signature.documentSha256) : undefined
    const command = commandFor(signature, ref, await cases.allowedActions(loaded, party), loaded, report)
    const execution = await cases.execute(loaded.caseId, command, party, { idempotencyKey: signature.id })
    return execution.accepted ? { kind: 'done' } : { kind: 'rejected', rejection: execution.rejection }
  }

  /** Keeps a signature before anything is decided about it; one that could not be used is not kept. */
  const keep = async (request: StaffSigningRequest): Promise<SubmittedSignature | SigningOutcome> => {
    const { caseId, documentSha256, cms, party, iin } = request
    const loaded = await cases.load(caseId)
    const step = loaded?.state.current?.step
    if (!loaded || step === undefined) return { kind: 'rejected', rejection: { code: 'case-closed', parameters: {} } }
    const actions = await cases.allowedActions(loaded, party)
    const action = actions.find((candidate) => purposeOf(candidate) !== undefined)
    const purpose = action && purposeOf(action)
    if (!action || !purpose) return { kind: 'rejected', rejection: { code: 'not-your-step', parameters: { step } } }
    const certificate = await certificateFor(action.step, party)
    if (certificate === 'unknown') return { kind: 'organisation-unknown' }
    const signature: SubmittedSignature = {
      id: randomUUID(),
      purpose,
      caseId,
      step,
      accountId: party.accountId,
      expectedIin: iin,
      ...(certificate === 'any' ? {} : { expectedCertificate: certificate }),
      documentSha256,
      cms,
      receivedAt: now(),
    }
    await signatures.submit(signature)
    // Asked for before anything can fail: what has taken effect by then is found done and left alone.
    await judgeLater(signature.id)
    return signature
  }

  return {
    certificateFor,

    async sign(request) {
      const kept = await keep(request)
      return 'kind' in kept ? kept : takeEffect(kept, request.party)
    },

    async signAll(requests) {
      const outcomes: SigningOutcome[] = []
      const kept: { readonly at: number; readonly signature: SubmittedSignature; readonly party: Party }[] = []
      for (const [at, request] of requests.entries()) {
        const signature = await keep(request)
        if ('kind' in signature) outcomes[at] = signature
        else kept.push({ at, signature, party: request.party })
      }
      for (const { at, signature, party } of kept) {
        outcomes[at] = await takeEffect(signature, party).catch((cause: unknown): SigningOutcome => {
          reportFault(cause)
          return { kind: 'pending' }
        })
      }
      return outcomes
    },

    async resume(signatureId) {
      const signature = await signatures.find(signatureId)
      if (!signature) return { kind: 'rejected', rejection: { code: 'not-your-step', parameters: {} } }
      const party = await partyOf(signature.accountId)
      if (party) return takeEffect(signature, party)
      // It is judged all the same: a signature that is never decided would wait for ever.
      const { verdict } = await signatures.judge(signatureId)
      if (verdict === 'INDETERMINATE') return { kind: 'pending' }
      return { kind: 'rejected', rejection: { code: 'not-your-step', parameters: {} } }
    },

    isPending: async ({ caseId, state }, accountId) => {
      const pending = async (purpose: StaffPurpose, madeAt: Temporal.Instant | undefined): Promise<boolean> =>
        madeAt !== undefined && (await findPendingSignature(sql, caseId, accountId, purpose, madeAt)) !== undefined
      const found = await Promise.all([
        pending('result', state.draft?.at),
        pending('minutes', state.conclusion?.at),
        pending('inspection', state.current?.since),
        pending('package', state.current?.since),
      ])
      return found.includes(true)
    },
  }
}

/** What is signed by an action; undefined when it needs no signature. */
export function purposeOf(action: AllowedAction): StaffPurpose | undefined {
  if (action.kind === 'sign-minutes') return 'minutes'
  if (signingOutcome(action) === undefined) return undefined
  if (action.step.action === 'sign-and-send-request') return 'package'
  return action.step.action === 'inspect' ? 'inspection' : 'result'
}

function signingOutcome(action: AllowedAction): string | undefined {
  return action.outcomes.find((outcome) => outcome.inputs.includes('signature'))?.id
}

/** The command a signature stands for; when nothing fits any more, casework gives the reason. */
function commandFor(
  { purpose, step = '' }: SubmittedSignature,
  signature: SignatureRef,
  actions: readonly AllowedAction[],
  { graph }: LoadedCase,
  report: string | undefined,
): CaseCommand {
  if (purpose === 'minutes') return { type: 'sign-minutes', step, signature }
  const outcome =
    actions.map((action) => signingOutcome(action)).find((id) => id !== undefined) ??
    graph.steps.get(step)?.outcomes[0]?.id ??
    ''
  return { type: 'complete', step, outcome, input: { signature, ...(report === undefined ? {} : { report }) } }
}
