import type { FastifyReply } from 'fastify'
import { parseCms } from '../application/signed-form.ts'
import { parsePostedForm, textOf } from '../form/posted-answers.ts'
import { goTo } from '../visit.ts'
import { coSigningPath } from './co-signing-notices.ts'
import { identityStatement } from './identity-statement.ts'
import { type AskedRequest, openRequest } from './request-access.tsx'
import { REASON, showProof, showRequest } from './request-page.tsx'

/** Longest reason for declining, in characters; the table has the same limit. */
const MAX_REASON = 1000

/** Takes the signature of the person asked. A second press finds what the first one did. */
export async function signRequest(asked: AskedRequest): Promise<FastifyReply> {
  const { visit, coSigning } = asked
  const form = parsePostedForm(visit.request.body)
  const cms = parseCms(textOf(form['cms']))
  if ((await openRequest(asked)) === undefined) return showRequest(asked)
  if (cms === undefined || form['document'] !== coSigning.requestSha256) return showRequest(asked, { code: 'empty' })
  const taken = await visit.deps.coSigning.sign(coSigning.caseId, visit.applicant, cms)
  return taken === 'taken' ? goTo(visit, coSigningPath(coSigning.caseId)) : showRequest(asked, { code: 'late' })
}

export async function declineRequest(asked: AskedRequest): Promise<FastifyReply> {
  const { visit, coSigning } = asked
  const reason = textOf(parsePostedForm(visit.request.body)[REASON]).trim()
  if ((await openRequest(asked)) === undefined) return showRequest(asked)
  if (reason === '') return showRequest(asked, { code: 'reasonMissing' })
  if (reason.length > MAX_REASON) return showRequest(asked, { code: 'reasonLong', typed: reason })
  const taken = await visit.deps.coSigning.decline(coSigning.caseId, visit.applicant, reason)
  return taken === 'taken' ? goTo(visit, coSigningPath(coSigning.caseId)) : showRequest(asked, { code: 'late' })
}

/** The bytes that prove whose the account is. */
export async function sendStatement({ visit, coSigning }: AskedRequest): Promise<FastifyReply> {
  const bytes = identityStatement(coSigning.caseId, visit.applicant)
  return visit.reply.type('application/json; charset=utf-8').send(Buffer.from(bytes))
}

export async function takeProof(asked: AskedRequest): Promise<FastifyReply> {
  const { visit, coSigning } = asked
  const cms = parseCms(textOf(parsePostedForm(visit.request.body)['cms']))
  if (cms === undefined) return showProof(asked, 'malformed')
  const proven = await visit.deps.coSigning.prove(coSigning.caseId, visit.applicant, cms)
  return proven === 'proven' ? goTo(visit, coSigningPath(coSigning.caseId)) : showProof(asked, proven.finding)
}
